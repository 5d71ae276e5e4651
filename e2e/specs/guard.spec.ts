import { rm } from 'node:fs/promises'
import { dashboard } from '@/e2e/support/copy'
import { actions, call, refusedTo } from '../support/actions'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { destination, send } from '../support/plain-request'
import { routeFiles } from '../support/routes'
import { startSecondInstance } from '../support/second-instance'
import { copyWithoutMiddleware } from '../support/without-middleware'

// Requests everything in the build without a session. What doesn't redirect to the form must be listed here.

const PUBLIC_ROUTES = [
  '/',
  '/sign-in',
  '/check-email',
  '/goodbye',
  '/magic-link',
  '/magic-link/[token]',
  '/report-sign-in/[token]',
  '/confirm-email/[token]',
  '/cancel-email-change/[token]',
  '/api/health',
  '/api/csp-reports',
  '/api/prune',
  '/api/webhooks/resend',
  '/.well-known/security.txt',
  '/unavailable',
  '/other-host',
  '/nothing-here',
  '/language',
  '/_not-found',
  '/_global-error',
]

const PUBLIC_ACTIONS = [
  'app/actions.ts sendLink',
  'app/actions.ts forgetAddress',
  'app/(public)/check-email/actions.ts signInWithCode',
  'app/(public)/check-email/actions.ts sendAgain',
  'app/(public)/check-email/lift-suppression.ts liftSuppression',
  // Signing out twice does no more than once.
  'app/(signed-in)/actions.ts signOut',
]

const routes = () => Object.values(routeFiles())
const protectedRoutes = () => routes().filter((route) => !PUBLIC_ROUTES.includes(route))
const protectedActions = (folder?: string) =>
  actions(folder).filter(({ name }) => !PUBLIC_ACTIONS.includes(name))

async function expectAllToRefuse(cookies: string, origin: string, folder?: string) {
  for (const route of protectedRoutes()) {
    const path = route.replaceAll(/\[\w+\]/g, 'x')
    for (const method of ['GET', 'HEAD']) {
      const answer = await send(path, { method, cookies, origin })
      expect([303, 307], `${method} ${route}`).toContain(answer.status)
      expect(refusedTo(answer), `${method} ${route}`).toMatch(/^\/\?next=/)
    }
  }
  for (const action of protectedActions(folder)) {
    const answer = await call(action, cookies, origin)
    // 200 if Next sends along the page that it redirects to.
    expect([200, 303], action.name).toContain(answer.status)
    expect(refusedTo(answer), action.name).toMatch(/^\/\?next=/)
  }
}

test('the lists name nothing that doesn’t exist, and something is protected', () => {
  expect(routes()).toEqual(expect.arrayContaining(PUBLIC_ROUTES))
  expect(actions().map(({ name }) => name)).toEqual(expect.arrayContaining(PUBLIC_ACTIONS))
  expect(protectedRoutes()).toEqual(expect.arrayContaining(['/dashboard', '/account/delete']))
  expect(protectedActions().length).toBeGreaterThan(1)
})

test('an action is found by its id alone: one that doesn’t exist is not refused as ours are', async () => {
  const unknown = { id: `40${'0'.repeat(40)}`, path: '/dashboard', arguments: 1 }
  const answer = await call(unknown, '', environment.appUrl)
  expect([answer.status, refusedTo(answer)]).toEqual([303, '/dashboard;replace'])
})

test('without a session, every route and action that isn’t public redirects to the form', async () => {
  await expectAllToRefuse('', environment.appUrl)
})

test('attack: the cookie of a session that has ended gets past middleware, and past nothing else', async ({
  client,
}) => {
  await client.signIn()
  const { cookies } = client
  expect((await send('/dashboard', { cookies })).status).toBe(200)
  expect(destination(await client.press('/dashboard', dashboard.signOut))).toBe('/')
  await expectAllToRefuse(cookies, environment.appUrl)
})

test('with middleware.ts deleted, everything that is protected still refuses', async () => {
  const folder = await copyWithoutMiddleware()
  const bare = await startSecondInstance(() => ({}), folder)
  try {
    // The premise: it is middleware that answers 403 here, and it is gone.
    const foreign = { method: 'POST', form: {}, headers: { Origin: 'https://evil.example' } }
    expect((await send('/dashboard', foreign)).status).toBe(403)
    expect((await send('/dashboard', { ...foreign, origin: bare.origin })).status).not.toBe(403)
    await expectAllToRefuse('', bare.origin, folder)
  } finally {
    await bare.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
