import { expect, test } from 'vitest'
import { nameRequest } from './request-id'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const idOf = (headers: Record<string, string>) => {
  nameRequest(headers)
  return headers['x-request-id']
}

test.each([
  [{ 'x-request-id': 'f3a1c0de-77' }, 'f3a1c0de-77'],
  [
    { 'x-vercel-id': 'fra1::iad1::abcde-1764176400000-0123456789ab' },
    'fra1::iad1::abcde-1764176400000-0123456789ab',
  ],
  [{ 'x-request-id': 'first-one', 'cf-ray': 'second-one' }, 'first-one'],
])('%j is the host’s own: %s', (headers, id) => {
  expect(idOf(headers)).toBe(id)
})

test('a request without one gets one of ours', () => {
  const ids = [idOf({}), idOf({})]
  for (const id of ids) expect(id).toMatch(UUID)
  expect(ids[0]).not.toBe(ids[1])
})

test.each([
  'x',
  'a"}{"level":"error',
  'ann@example.com',
  'a b c d e f g',
  'é'.repeat(9),
  'a'.repeat(129),
  '',
])('attack: %j, written by a client, doesn’t get into the log', (made) => {
  expect(idOf({ 'x-request-id': made })).toMatch(UUID)
})
