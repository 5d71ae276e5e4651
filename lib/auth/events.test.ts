import { expect, test } from 'vitest'
import { newAddress } from '@/e2e/support/redemption'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { recordEvent } from './events'

test('what happened before there was an account is none of its activity, however late it is recorded', async () => {
  const [email, createdAt] = [newAddress(), new Date()]
  await db().user.create({ data: { id: randomId(), email, createdAt } })
  for (const at of [new Date(createdAt.getTime() - 1), createdAt]) {
    await recordEvent({ email }, { type: 'wrong-code', at })
  }
  expect(await db().event.findMany({ where: { user: { email } }, select: { at: true } })).toEqual([
    { at: createdAt },
  ])
})
