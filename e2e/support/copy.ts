import { brand } from '@/lib/brand'
import { type Problem, problemIn } from '@/lib/copy'
import { en } from '@/lib/copy/dictionaries/en'

// What tests read: their browsers accept English.

export * from '@/lib/copy/dictionaries/en'
export const product = brand.name
export const problemOf = (problem: Problem) => problemIn(en, problem)
