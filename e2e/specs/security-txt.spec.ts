import { days } from '@/lib/platform/time'
import { expect, test } from '../support/fixtures'
import { send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'

const PATH = '/.well-known/security.txt'

test('there is no security.txt unless a contact is set', async () => {
  expect((await send(PATH)).status).toBe(404)
})

test('security.txt names the contact, and for how long it is valid', async () => {
  const { origin, stop } = await startSecondInstance((origin) => ({
    APP_URL: origin,
    SECURITY_CONTACT: 'mailto:security@example.com',
  }))
  const answer = await send(PATH, { origin })
  await stop()
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  const [contact, expires = '', canonical] = (await answer.text()).split('\n')
  expect(contact).toBe('Contact: mailto:security@example.com')
  expect(canonical).toBe(`Canonical: ${origin}${PATH}`)
  const until = Date.parse(expires.replace('Expires: ', '')) - Date.now()
  expect(until).toBeGreaterThan(days(29))
  expect(until).toBeLessThan(days(365))
})
