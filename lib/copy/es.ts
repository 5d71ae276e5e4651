import type { Copy } from '@/lib/copy'
import { en } from './en'

export const es = en satisfies Copy
