import { brand } from '@/lib/brand'
import { type Problem, problemIn } from '@/lib/copy'
import { en } from '@/lib/copy/en'

// What tests read: their browsers accept English.

export * from '@/lib/copy/en'
export const product = brand.name
export const problemOf = (problem: Problem) => problemIn(en, problem)
