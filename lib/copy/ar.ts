import type { Copy } from '@/lib/copy'
import { en } from './en'

export const ar = en satisfies Copy
