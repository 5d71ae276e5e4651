import type { Copy } from '@/lib/copy'
import { en } from './en'

export const fr = en satisfies Copy
