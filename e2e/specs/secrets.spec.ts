import { expect, test } from '@playwright/test'
import {
  builtPlaces,
  type Found,
  type Place,
  type Secret,
  searchSecrets,
  settingsOf,
} from '@/e2e/support/secret-search'
import { send } from '../support/plain-request'
import {
  everythingInDatabase,
  everythingInRedis,
  secretsOfBrowsers,
  secretsOfEmails,
} from '../support/secrets'
import { keptOutput } from '../support/traces'

// Runs when all other tests have: playwright.config.ts.

/** Which secrets may appear where, and why. Anything else is a leak. */
const DECLARED: { kind: Secret['kind']; place: RegExp; why: string }[] = [
  { kind: 'address', place: /^database User\.email$/, why: 'whose account it is' },
  {
    kind: 'address',
    place: /^database EmailChange\.(old|new)Email$/,
    why: 'the old address and the new one; 90 days, and gone with the account',
  },
  { kind: 'address', place: /^database Suppression\.email$/, why: 'the suppression list' },
  {
    kind: 'address',
    place: /^Redis attempt:/,
    why: 'the account that a link signs in to; two hours at most',
  },
]

const ERROR_PAGES = [
  '/no-such-page',
  '/magic-link/no-such-link',
  '/magic-link/%',
  '/api/no-such-api',
  '/dashboard',
]

const isDeclared = ({ kind, place }: Found) =>
  DECLARED.some((declared) => declared.kind === kind && declared.place.test(place))

test.describe.configure({ mode: 'default' })

let secrets: Secret[]
test.beforeAll(async () => {
  secrets = [...settingsOf(process.env), ...(await secretsOfEmails()), ...secretsOfBrowsers()]
})

const leaksIn = (places: Place[]) => searchSecrets(secrets, places).filter((found) => !isDeclared(found))

test('the run has left enough to look for', () => {
  const count = (kind: Secret['kind']) => secrets.filter((secret) => secret.kind === kind).length
  for (const kind of ['token', 'code', 'cookie', 'address'] as const)
    expect(count(kind), kind).toBeGreaterThan(50)
  expect(count('setting')).toBeGreaterThanOrEqual(4)
})

test('no token, code, cookie, setting or address is in the application’s log', () => {
  const log = keptOutput()
  expect(log).toContain('email.accepted')
  expect(leaksIn([{ name: 'log', text: log }])).toEqual([])
})

test('Redis holds none either, except addresses where they are declared', async () => {
  const places = await everythingInRedis()
  expect(places.length).toBeGreaterThan(50)
  expect(leaksIn(places)).toEqual([])
})

test('the database holds none either, except addresses where they are declared', async () => {
  const places = await everythingInDatabase()
  expect(searchSecrets(secrets, places).map(({ place }) => place)).toContain('database User.email')
  expect(leaksIn(places)).toEqual([])
})

test('no public page holds any, nor what the build made for browsers', async () => {
  const pages = ERROR_PAGES.map(async (path) => ({ name: path, text: await (await send(path)).text() }))
  // The build is older than any code, and full of numbers.
  const lasting = secrets.filter(({ kind }) => kind !== 'code')
  expect(searchSecrets(lasting, [...(await Promise.all(pages)), ...builtPlaces()])).toEqual([])
})
