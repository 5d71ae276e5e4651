import { common } from '@/e2e/support/copy'
import { attemptKey } from '@/lib/auth/attempt'
import { parseReference } from '@/lib/auth/attempt-reference'
import { reportAttempt } from '@/lib/auth/attempt-report'
import { expect, test } from '../support/fixtures'
import { send } from '../support/plain-request'
import { attemptOf } from '../support/redis'

const SCANNER = { 'User-Agent': 'Mimecast', 'X-Forwarded-For': '198.51.100.7' }

test('a waiting room and its dead link show one reference, by which an operator sees who opened the link', async ({
  visitor,
  newVisitor,
  redis,
}) => {
  const email = await visitor.requestLink()
  const [sentence = ''] = common.reference('').split('.')
  const shown = await visitor.page.getByText(sentence).innerText()
  const reference = parseReference(shown.slice(sentence.length, -1)) ?? ''

  for (let n = 0; n < 3; n++) {
    expect((await send(new URL(email.link).pathname, { headers: SCANNER })).status).toBe(200)
  }
  await redis.expire(email.token)
  const other = await newVisitor()
  await other.openDeadLink(email.link)
  await expect(other.page.getByText(common.reference(reference))).toBeVisible()

  const report = await reportAttempt(reference)
  expect(report).toMatchObject({ id: attemptOf(email.token), over: 'expired' })
  const opened = report?.events.filter(({ type }) => type === 'opened')
  expect(opened).toMatchObject([
    { by: 'scanner', device: 'a browser (198.51.100.…)', times: 3 },
    // The tests' own browser says that it is headless.
    { by: 'scanner', times: 1 },
  ])

  // The record is gone, and the link still names it.
  await redis.run('DEL', attemptKey(attemptOf(email.token)))
  await other.openDeadLink(email.link)
  await expect(other.page.getByText(common.reference(reference))).toBeVisible()
})
