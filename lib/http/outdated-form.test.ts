import { describe, expect, test } from 'vitest'
import { isOutdatedForm, reloadOutdatedForm, typedBefore } from './outdated-form'

const [OURS, THEIRS] = [`40${'a'.repeat(40)}`, `40${'b'.repeat(40)}`]
const field = (name: string, value = '') =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const withState = (id: string) =>
  field('$ACTION_REF_1') + field('$ACTION_1:0', `{"id":"${id}","bound":"$@1"}`) + field('$ACTION_1:1', '[{}]')
const isOutdated = (body: string, called: string | null = null, actions = [OURS]) =>
  isOutdatedForm(`${body}--x--\r\n`, called, actions)

describe('isOutdatedForm', () => {
  test('knows a form of another build by its action, with scripts and without', () => {
    expect(isOutdated(withState(THEIRS))).toBe(true)
    expect(isOutdated(field(`$ACTION_ID_${THEIRS}`))).toBe(true)
    expect(isOutdated(field('0', '[{},"$K1"]'), THEIRS)).toBe(true)
  })

  test('lets pass what this build made, and what no build did', () => {
    expect(isOutdated(withState(OURS))).toBe(false)
    expect(isOutdated(field(`$ACTION_ID_${OURS}`))).toBe(false)
    expect(isOutdated(field('0', '[{},"$K1"]'), OURS)).toBe(false)
    expect(isOutdated(field('email', 'ann@example.com'))).toBe(false)
    expect(isOutdated(field('0', '[{},"$K1"]'), '__proto__')).toBe(false)
    expect(isOutdated(JSON.stringify({ text: `; name="$ACTION_ID_${THEIRS}"` }))).toBe(false)
  })

  test('is never so in development, where the build has no list', () => {
    expect(isOutdatedForm(withState(THEIRS), null)).toBe(false)
  })
})

async function reload(path: string, body: string, headers: Record<string, string> = {}) {
  const request = new Request(new URL(path, process.env.APP_URL), { method: 'POST', headers })
  const response = await reloadOutdatedForm(request, `${body}--x--\r\n`)
  const [, value = ''] = /typed=([^;]*)/.exec(response.headers.get('set-cookie') ?? '') ?? []
  return { response, typed: await typedBefore([path], { get: () => ({ value: decodeURIComponent(value) }) }) }
}

describe('reloadOutdatedForm', () => {
  test('brings back what was typed, with a script’s numbers before the names and in any alphabet', async () => {
    const email = Buffer.from('jörg@example.com').toString('latin1')
    const remember = field('remember', 'no') + field('remember', 'yes')
    for (const form of [
      field('email', email) + remember,
      field('_1_email', email) + field('1_remember', 'yes'),
    ])
      expect((await reload('/', form)).typed).toEqual({
        path: '/',
        email: 'jörg@example.com',
        remember: 'yes',
      })
  })

  test('puts nothing of it into the address, and leads nowhere else', async () => {
    for (const path of ['/', '/?next=/account', '/check-email']) {
      const { response } = await reload(path, field('email', 'ann@example.com'))
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe(new URL(path, process.env.APP_URL).href)
    }
    const { response } = await reload('/a//evil.example?a;b', '', { 'Next-Action': THEIRS })
    expect(response.headers.get('x-action-redirect')).toBe('/a//evil.example?a%3Bb;replace')
  })

  test('tells only the page that it was typed into, or those of its part', async () => {
    const jar = { get: () => ({ value: '{"path":"/account/email","email":"ann@example.com"}' }) }
    expect(await typedBefore(['/dashboard', '/account'], jar)).toMatchObject({ email: 'ann@example.com' })
    for (const at of ['/', '/check-email', '/acc']) expect(await typedBefore([at], jar)).toBeUndefined()
  })

  test('attack: a path that begins like a host stays here', async () => {
    const request = { url: `${process.env.APP_URL}//evil.example/`, headers: new Headers() } as Request
    const response = await reloadOutdatedForm(request, '')
    expect(response.headers.get('location')).toBe(`${process.env.APP_URL}/evil.example/`)
  })

  test('drops what no form of ours takes', async () => {
    expect((await reload('/', field('email', 'a'.repeat(300)))).typed).toEqual({ path: '/' })
    expect((await reload('/', field('name', 'Ann'))).typed).toEqual({ path: '/' })
    for (const value of [undefined, '', '[]', '{', '{"email":1}'])
      expect(
        await typedBefore(['/'], { get: () => (value === undefined ? undefined : { value }) }),
      ).toBeUndefined()
  })
})
