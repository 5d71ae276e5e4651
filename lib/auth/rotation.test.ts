import { afterEach, describe, expect, test, vi } from 'vitest'
import { newAddress, newRedemption, newRequest } from '@/e2e/support/redemption'
import { db } from '@/lib/platform/db'
import { redis } from '@/lib/platform/redis'
import { randomId, randomSecret } from '@/lib/platform/secrets'
import { days } from '@/lib/platform/time'
import { createSession } from './session'

// docs/operating.md rotates a secret in two steps. In each, instances from before and after it run
// side by side, and either must honor what the other wrote. Cookies: sealed-cookie.test.ts.

const [older, newer] = [randomSecret(), randomSecret()]

const STEPS = [
  { step: 'the new secret is added at the end', secrets: [older, `${older},${newer}`] },
  { step: 'the new secret moves to the front', secrets: [`${older},${newer}`, `${newer},${older}`] },
] as const

/** The modules as an instance with these secrets loads them. They share Redis and the database. */
async function instance(secrets: string) {
  vi.resetModules()
  vi.stubEnv('SESSION_SECRET', secrets)
  const loaded = {
    ...(await import('./link-token')),
    ...(await import('./report')),
    ...(await import('./moved-address')),
    ...(await import('./revocation')),
    ...(await import('./standing')),
    ...(await import('./code')),
    ...(await import('./proof')),
  }
  // Keys are derived at first use, and must be this instance's.
  const { keysFor } = await import('@/lib/platform/secrets')
  for (const purpose of PURPOSES) keysFor(purpose)
  return loaded
}

const PURPOSES = [
  ...['link checksum', 'report link', 'undo link', 'link revocation', 'standing', 'sign-in code', 'proof'],
] as Parameters<typeof import('@/lib/platform/secrets')['keysFor']>[0][]

type Instance = Awaited<ReturnType<typeof instance>>

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** What one instance writes and another has to honor: whether it does. */
const HONORED: Record<string, (writer: Instance, reader: Instance) => Promise<boolean>> = {
  'checksum of a link': async (writer, reader) => reader.parse(writer.mint().token) !== undefined,

  code: async (writer, reader) => {
    const { request, code } = newRequest()
    const [codeHash] = writer.codeHashes(request.bindingHash, code)
    return reader.codeMatches({ bindingHash: request.bindingHash, codeHash }, code)
  },

  'link to report a sign-in': async (writer, reader) => {
    const redemption = newRedemption()
    const redeemed = await createSession(redemption)
    if (!redeemed.ok) throw new Error(redeemed.reason)
    const { id } = redeemed.session
    const token = writer.reportUrl(id, redemption.email).split('/').at(-1) ?? ''
    return (await reader.findSignInToReport(token))?.sessionId === id
  },

  'link to undo an email change': async (writer, reader) => {
    const token = writer.format('x'.repeat(22), writer.undoSignatures('x'.repeat(22))[0])
    const secret = reader.parse(token)?.secret ?? ''
    return reader.undoSignatures('x'.repeat(22)).includes(secret)
  },

  'revocation of links': async (writer, reader) => {
    const email = newAddress()
    await writer.revokeLinks(email)
    const [row] = await db().$queryRaw<[{ revoked: number | bigint }]>`
      SELECT ${reader.areRevoked(email, Date.now() - 1000)} AS "revoked"`
    return Number(row.revoked) === 1
  },

  'taking of a device’s standing': async (writer, reader) => {
    const email = newAddress()
    const device = { id: randomId(), email, since: Date.now() - days(2) }
    await writer.forgetStanding(email)
    const { keys, values } = reader.standingArguments(reader.standingOf(device, email))
    const script = `${reader.HAS_STANDING}\nreturn has_standing(KEYS, ARGV[1], ARGV[2]) and 1 or 0`
    return Number(await redis().eval(script, keys, values)) === 0
  },

  'challenge that was waited for': async (writer, reader) => {
    const email = newAddress()
    const { ticket } = writer.newChallenge(email)
    return (await reader.readProof({ ticket }, email, Date.now() + reader.PROOF_WAIT)) !== undefined
  },
}

for (const { step, secrets } of STEPS) {
  describe(`while ${step}`, () => {
    for (const [what, isHonored] of Object.entries(HONORED)) {
      test(`either instance honors the other’s ${what}`, async () => {
        const [before, after] = [await instance(secrets[0]), await instance(secrets[1])]
        expect(await isHonored(before, after)).toBe(true)
        expect(await isHonored(after, before)).toBe(true)
      })
    }
  })
}

describe('a secret that is moved to the front without having been everywhere', () => {
  for (const [what, isHonored] of Object.entries(HONORED)) {
    test(`is unknown to the other instance, and so is its ${what}`, async () => {
      const [before, after] = [await instance(older), await instance(`${newer},${older}`)]
      expect(await isHonored(after, before)).toBe(false)
    })
  }
})
