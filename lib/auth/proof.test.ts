import { expect, test } from 'vitest'
import { solveChallenge } from '@/app/solve-challenge'
import { newAddress } from '@/e2e/support/redemption'
import { minutes, seconds } from '@/lib/platform/time'
import { newChallenge, PROOF_LIFETIME, PROOF_WAIT, readProof } from './proof'

const solve = (challenge: ReturnType<typeof newChallenge>) =>
  solveChallenge(challenge, new AbortController().signal)

/** A challenge and what solves it. */
async function solved(email = newAddress(), now = Date.now()) {
  const { ticket, ...work } = newChallenge(email, now)
  return { email, now, ticket, nonce: await solve({ ticket, ...work }) }
}

test('what the page finds is a proof', async () => {
  const { email, ticket, nonce } = await solved()
  expect(await readProof({ ticket, nonce }, email)).toEqual({ kind: 'work', id: ticket.split('.')[1] })
})

test('the page stops working when it is told to', async () => {
  const stop = new AbortController()
  stop.abort(new Error('left the page'))
  await expect(solveChallenge(newChallenge(newAddress()), stop.signal)).rejects.toThrow('left the page')
})

test('a ticket that was waited for is a proof as well', async () => {
  const [email, now] = [newAddress(), Date.now()]
  const { ticket } = newChallenge(email, now)
  const waited = (ms: number) => readProof({ ticket, nonce: '' }, email, now + ms)
  expect(await waited(PROOF_WAIT - 1)).toBeUndefined()
  expect(await waited(PROOF_WAIT)).toMatchObject({ kind: 'wait' })
  expect(await waited(PROOF_LIFETIME)).toMatchObject({ kind: 'wait' })
})

test('attack: one proof doesn’t do for another address, and does for each spelling of its own', async () => {
  const { ticket, nonce } = await solved('ann@example.com')
  expect(await readProof({ ticket, nonce }, 'ann+shop@example.com')).toMatchObject({ kind: 'work' })
  expect(await readProof({ ticket, nonce }, 'bob@example.com')).toBeUndefined()
})

test('attack: a collection of proofs expires', async () => {
  const { email, now, ticket, nonce } = await solved()
  expect(await readProof({ ticket, nonce }, email, now + PROOF_LIFETIME)).toMatchObject({ kind: 'work' })
  expect(await readProof({ ticket, nonce }, email, now + PROOF_LIFETIME + 1)).toBeUndefined()
})

test('attack: a ticket with another time, id or signature is forged', async () => {
  const { email, now, ticket } = await solved(newAddress(), Date.now() - minutes(1))
  const [at = '', id = '', signature = ''] = ticket.split('.')
  // The premise: it could be waited for.
  expect(await readProof({ ticket }, email)).toMatchObject({ kind: 'wait' })
  const flipped = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
  for (const forged of [
    [String(now - seconds(1)), id, signature],
    [at, flipped(id), signature],
    [at, id, flipped(signature)],
    [at, id, ''],
  ]) {
    expect(await readProof({ ticket: forged.join('.') }, email)).toBeUndefined()
  }
})

test('attack: too little work is none', async () => {
  const email = newAddress()
  const { ticket, ...work } = newChallenge(email)
  const answers = await Promise.all(
    Array.from({ length: 5 }, async (_, i) => {
      const easy = { ...work, ticket: newChallenge(email).ticket, zeroBits: 1 }
      const nonce = i === 0 ? '0' : await solve(easy)
      return readProof({ ticket: easy.ticket, nonce }, email)
    }),
  )
  // Each has one chance in 256 to be enough by accident.
  expect(answers.filter((answer) => answer === undefined).length).toBeGreaterThan(2)
  for (const nonce of [undefined, '', '-1', '1e3', '9'.repeat(10)]) {
    expect(await readProof({ ticket, nonce }, email)).toBeUndefined()
  }
})

test.each([undefined, null, '', [], {}, { ticket: 1 }, { ticket: 'x' }])(
  'attack: %j proves nothing',
  async (submitted) => {
    expect(await readProof(submitted, newAddress())).toBeUndefined()
  },
)
