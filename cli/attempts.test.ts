import { afterEach, expect, test, vi } from 'vitest'
import { newRedemption, storeLink } from '@/e2e/support/redemption'
import { referenceOf } from '@/lib/auth/attempt-reference'
import { findLink } from '@/lib/auth/open-link'
import { createSession } from '@/lib/auth/session'
import { randomId } from '@/lib/platform/secrets'
import { attempts } from './attempts'

afterEach(() => void vi.restoreAllMocks())

async function show(reference: string) {
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)))
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await attempts(['show', reference])
  return lines.join('\n')
}

test('attempts show tells what happened to a link, for a reference as it was heard', async () => {
  const { attemptId, email, token } = await storeLink()
  const scanner = { device: 'Chrome on \u001b[2JLinux (192.0.2.…)', isScanner: true, bindingHash: '' }
  for (let n = 0; n < 2; n++) await findLink(token, scanner)
  const live = await show(referenceOf(attemptId).toLowerCase().replace('-', ' '))
  expect(live).toContain(`Attempt ${attemptId}, as the log names it. A link still works.`)
  expect(live).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}1 {5}requested +Safari on iOS$/m)
  // What a visitor’s browser calls itself can’t steer the terminal.
  expect(live).toMatch(/ opened, by a scanner it seems, 2 times +Chrome on \[2JLinux \(192\.0\.2\.…\)$/m)

  await createSession(newRedemption({ attemptId, email }))
  const used = await show(referenceOf(attemptId))
  expect(used).toContain('It was used: each attempt signs in once.')
  expect(used).toMatch(/ signed in +Firefox on Windows \(203\.0\.113\.…\)$/m)
  expect(used).not.toContain(email)
})

test.each([[[]], [['show']], [['show', 'x']], [['list']]])('attempts %j says what to type', async (words) => {
  await expect(attempts(words)).rejects.toThrow('Say which attempt: npm run attempts -- show')
})

test('a reference that is forgotten says so', async () => {
  await expect(show(referenceOf(randomId()))).rejects.toThrow('is remembered')
})
