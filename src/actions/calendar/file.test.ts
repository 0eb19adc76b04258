import { expect, test } from 'vitest'
import { calendarFile } from './file.ts'

test('whole days are those days, the last of several too; hours are told in UTC', () => {
  const base = 'https://drumbeat.example.com'
  const file = calendarFile(
    [
      { id: 'a', title: 'Call Acme', path: '/actions?open=a', when: { from: '2026-12-31', to: '2026-12-31' } },
      { id: 'b', title: 'S&OP', note: 'Step 2', path: '/sop', when: { from: '2026-12-03', to: '2026-12-10' } },
      { id: 'c', title: 'Review', path: '/revenue', when: { at: '2026-12-07T08:30:00+01:00', minutes: 30 } },
    ],
    { base, now: new Date('2026-11-29T10:00:00Z') },
  )
  const events = file.split('BEGIN:VEVENT').slice(1)
  expect(events[0]).toContain('DTSTART;VALUE=DATE:20261231')
  expect(events[0]).toContain('DTEND;VALUE=DATE:20270101')
  expect(events[0]).toContain('URL;VALUE=URI:https://drumbeat.example.com/actions?open=a')
  expect(events[1]).toMatch(/DTSTART;VALUE=DATE:20261203\s+DTEND;VALUE=DATE:20261211/)
  expect(events[2]).toMatch(/DTSTART:20261207T073000Z\s+DTEND:20261207T080000Z/)
})
