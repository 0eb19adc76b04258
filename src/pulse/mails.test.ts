import { expect, test } from 'vitest'
import { invitation, reminder } from './mails.ts'

test('a member reads the close by their own clock and in their language', () => {
  const about = { email: 'a@b.test', survey: 'Monday', link: 'https://x.test', closesAt: '2026-06-06T00:00:00Z' }
  const york = invitation({ ...about, language: null, timeZone: 'America/New_York' })
  expect(york.text).toMatch(/\nOpen until Jun 5, 2026, 8:00\sPM\.$/)
  const berlin = reminder({ ...about, language: 'de', timeZone: 'Europe/Berlin' })
  expect([berlin.subject, berlin.text.split('\n').at(-1)]).toEqual([
    'Monday: noch offen',
    'Offen bis 06.06.2026, 02:00.',
  ])
})
