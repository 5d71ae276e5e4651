import type { Copy } from '@/lib/copy'
import { en } from './en'

export const de = en satisfies Copy
