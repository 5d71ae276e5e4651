import { expect, test } from 'vitest'
import { repositoryFiles } from './repository'

test.each([
  'https://github.com/ann/shop',
  'https://github.com/ann/shop.git',
  'https://ann:secret@github.com/ann/shop.git',
  'git@github.com:ann/shop.git',
  'ssh://git@github.com/ann/shop.git',
])('%s', (remote) => {
  expect(repositoryFiles(remote)).toBe('https://github.com/ann/shop/blob/HEAD/')
})

test.each([
  '',
  '/srv/git/shop',
  'https://example.com/ann/shop',
  'https://github.com.evil.example/ann/shop',
  'https://evil.example/@github.com/ann/shop',
  'https://github.com/ann',
  'javascript:github.com/ann/shop',
])('%j has no files to link to', (remote) => {
  expect(repositoryFiles(remote)).toBeUndefined()
})
