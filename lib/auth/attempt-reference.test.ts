import { expect, test } from 'vitest'
import { timedId } from '@/lib/platform/secrets'
import { parseReference, referenceOf } from './attempt-reference'

test('is short, the same each time, and has no characters that are misread', () => {
  const ids = Array.from({ length: 1000 }, () => timedId())
  const references = ids.map(referenceOf)
  for (const reference of references)
    expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(ids.map(referenceOf)).toEqual(references)
  expect(new Set(references).size).toBe(1000)
})

test('attack: attempts of one moment have nothing in common, and none repeats its id', () => {
  const [now, starts] = [new Date(), new Set<string>()]
  const ids = Array.from({ length: 200 }, () => timedId(now))
  // The premise: the ids tell the time.
  expect(new Set(ids.map((id) => id.slice(0, 8))).size).toBe(1)
  for (const id of ids) starts.add(referenceOf(id).slice(0, 4))
  expect(starts.size).toBeGreaterThan(190)
})

test.each([
  ['7K3M-9QXD', '7K3M-9QXD'],
  [' 7k3m9qxd ', '7K3M-9QXD'],
  ['7k3m 9qxd', '7K3M-9QXD'],
  ['oil0-1234', '0110-1234'],
])('%j is heard as %j', (typed, reference) => {
  expect(parseReference(typed)).toBe(reference)
})

test.each(['', '7K3M-9QX', '7K3M-9QXDA', 'UUUU-UUUU', '*', 'ann@example.com'])(
  '%j is no reference',
  (typed) => {
    expect(parseReference(typed)).toBeUndefined()
  },
)
