#!/usr/bin/env node
import { register } from 'tsx/esm/api'

// The sources are TypeScript, which Node 20 doesn't run by itself.
register()
await import('../command.ts')
