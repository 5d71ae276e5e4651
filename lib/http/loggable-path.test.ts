import { describe, expect, test } from 'vitest'
import { loggablePath } from './loggable-path'

describe('loggablePath', () => {
  test.each([
    ['/', '/'],
    ['/dashboard', '/dashboard'],
    ['/magic-link/c2VjcmV0?next=/dashboard', '/magic-link'],
    ['https://login.example.com/report-sign-in/c2VjcmV0#x', '/report-sign-in'],
    ['/magic-link%2Fc2VjcmV0', '?'],
    ['/magic-link;c2VjcmV0', '?'],
    ['/ann@example.com', '?'],
    ['//evil.example/dashboard', '/dashboard'],
    ['/averyveryveryverylongname', '?'],
    ['inline', '/inline'],
    ['http://', '?'],
  ])('reduces %j to %j', (address, path) => {
    expect(loggablePath(address)).toBe(path)
  })
})
