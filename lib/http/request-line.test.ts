import { expect, test } from 'vitest'
import { repair } from './request-line'

test.each([
  ['GET /dashboard?tab=2', 'GET /dashboard?tab=2'],
  ['GET /', 'GET /'],
  ['POST /magic-link/%2F%2F', 'POST /magic-link/%2F%2F'],
  ['TRACE /dashboard', 'OPTIONS /dashboard'],
  ['TRACK /', 'OPTIONS /'],
  ['GET *', 'GET /*'],
  ['GET //evil.example', 'GET /evil.example'],
  ['GET /\\evil.example', 'GET /evil.example'],
  ['GET /a//b\\\\c/?next=//d\\e', 'GET /a/b/c/?next=//d\\e'],
  ['GET http://evil.example', 'GET /'],
  ['GET http://evil.example//dashboard', 'GET /dashboard'],
  ['GET HTTPS://evil.example/dashboard?a=b', 'GET /dashboard?a=b'],
  ['GET http://', 'GET /'],
  // Cut off in the middle of a character.
  ['GET /magic-link/%', 'GET /magic-link/unreadable'],
  ['POST /confirm-email/a%ff%fe?x', 'POST /confirm-email/unreadable'],
  ['GET /magic-link/%41', 'GET /magic-link/%41'],
  ['GET /dashboard/%zz', 'GET /dashboard/%zz'],
])('repairs %s to %s', (line, repaired) => {
  const [method, url] = line.split(' ')
  const request = { method, url }
  repair(request)
  expect(`${request.method} ${request.url}`).toBe(repaired)
})
