import { expect, test, vi } from 'vitest'
import { newAddress } from '@/e2e/support/redemption'
import { listedAtResend, suppressAtResend } from '@/e2e/support/resend-suppressions'
import { runHere } from '@/e2e/support/run-here'
import { isSuppressed, suppress } from '@/lib/email/suppression'
import { suppressions } from './suppressions'

/** The log's lines aren't the operator's. */
async function run(...words: string[]) {
  const { code, out, err } = await runHere(() => suppressions(words))
  return { code, out: out.filter((line) => !line.startsWith('{')), err: err.slice(1) }
}

test('removes an address from our list and from Resend’s, whatever the reason, and says so', async () => {
  const email = await suppressAtResend('complaint')
  await suppress(email, 'complained')
  expect(await run('remove', ` ${email.toUpperCase()} `)).toEqual({
    ...{ code: 0, err: [] },
    out: [`${email} gets email again.`, "It was on Resend's own list, too, and isn't anymore."],
  })
  expect(await isSuppressed(email)).toBe(false)
  expect(await listedAtResend(email)).toBeUndefined()
  expect((await run('remove', email)).out).toEqual([
    `${email} wasn't suppressed.`,
    "It isn't on Resend's own list.",
  ])
})

test('says what was done if Resend can’t be reached', async () => {
  const email = newAddress()
  await suppress(email, 'complained')
  const fetch = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('ECONNREFUSED'))
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { code, out, err } = await run('remove', email)
  fetch.mockRestore()
  expect([code, out]).toEqual([1, [`${email} gets email again.`]])
  expect(err.join()).toContain('Resend')
})
