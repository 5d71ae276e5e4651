import type { Copy } from '@/lib/copy'
import { en } from './en'

export const ja = en satisfies Copy
