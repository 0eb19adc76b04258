import { expect, test } from 'vitest'
import { certificateState, expiryOf } from './certificate.ts'

test('a certification for 365 days from 29 February 2028 is valid through 27 February 2029, and expires soon for its last 30 days', () => {
  const expiresOn = expiryOf({ completedOn: '2028-02-29', validDays: 365 })
  expect(expiresOn).toBe('2029-02-28')
  const on = (today: string) => certificateState({ expiresOn, today })
  expect([on('2029-01-28'), on('2029-01-29'), on('2029-02-27'), on('2029-02-28')]).toEqual([
    'valid',
    'expires soon',
    'expires soon',
    'expired',
  ])
})

test('a certification without an end never expires', () => {
  const expiresOn = expiryOf({ completedOn: '2020-01-01', validDays: null })
  expect(certificateState({ expiresOn, today: '2090-01-01' })).toBe('valid')
})
