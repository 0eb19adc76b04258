import { describe, expect, it, test } from 'vitest'
import type { Notice } from '../schema.ts'
import { chatBodyOf, mailOf, messageOf } from './message.ts'
import { defaultSettings, type NotificationSettings } from './schema.ts'
import { isDue, mayTell } from './when.ts'

const now = new Date('2026-01-07T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const wednesday = (minute: number) => ({ day: '2026-01-07', weekday: 2, minute })

describe('a message goes out', () => {
  const due = (
    how: 'soon' | 'daily',
    given: { firstAt?: Date; last?: { at: Date; day: string } | null; minute?: number },
  ) =>
    isDue(how, {
      rule: defaultSettings,
      clock: wednesday(given.minute ?? 720),
      now,
      firstAt: ago(5),
      last: null,
      ...given,
    })

  it('soon: two minutes after the first thing, and not within a quarter of an hour of another message', () => {
    expect(due('soon', {})).toBe(true)
    expect(due('soon', { firstAt: ago(1) })).toBe(false)
    expect(due('soon', { last: { at: ago(14), day: '2026-01-07' } })).toBe(false)
    expect(due('soon', { last: { at: ago(15), day: '2026-01-07' } })).toBe(true)
  })

  it('daily: from its minute on, once a day', () => {
    expect(due('daily', { minute: 479 })).toBe(false)
    expect(due('daily', { minute: 480 })).toBe(true)
    expect(due('daily', { last: { at: ago(300), day: '2026-01-07' } })).toBe(false)
    expect(due('daily', { last: { at: ago(1500), day: '2026-01-06' } })).toBe(true)
  })

  it.each([
    ['past midnight', { quietFrom: 1200, quietTo: 420 }, [1199, 420, 720], [1200, 0, 419]],
    ['within a day', { quietFrom: 720, quietTo: 780 }, [719, 780], [720, 779]],
    ['of no length', { quietFrom: 720, quietTo: 720 }, [720, 0], []],
    ['none', { quietFrom: null, quietTo: null }, [0, 720], []],
  ])('not in quiet hours: %s', (_, hours, may, mayNot) => {
    const rule: NotificationSettings = { ...defaultSettings, ...hours }
    for (const minute of may) expect(mayTell(rule, wednesday(minute))).toBe(true)
    for (const minute of mayNot) expect(mayTell(rule, wednesday(minute))).toBe(false)
    expect(mayTell(rule, { ...wednesday(may[0]!), weekday: 5 })).toBe(false)
    expect(mayTell({ ...rule, onWeekends: true }, { ...wednesday(may[0]!), weekday: 5 })).toBe(true)
  })
})

const notice = (text: string): Notice => ({
  ...{
    id: '01a2277e-e09a-771e-9a14-00d380fd093a',
    kind: 'mention',
    at: '2026-01-07T12:00:00Z',
    readAt: null,
    by: 'Mona',
  },
  ...{ text, mentions: [], actionId: null },
  about: { noun: 'deal', id: 'd1', title: 'Pumps', path: '/crm/deals?deal=d1' },
})

test('what people wrote formats nothing and calls nobody in a chat, and breaks no header of a mail', () => {
  const bad = messageOf([notice('<!channel> *now*\r\nBcc: all@x.y @here &')], { base: 'https://d.example' })
  const { text } = JSON.parse(chatBodyOf(bad, 'https://hooks.slack.com/services/x')) as { text: string }
  expect(text).toContain('&lt;!channel&gt;')
  expect(text).not.toContain('@here')
  expect(text).toContain('<https://d.example/crm/deals?deal=d1|open>')
  expect(mailOf(bad, { to: 'a@b.c', company: 'Acme' }).subject).not.toMatch(/[\r\n]/)
  const card = JSON.parse(chatBodyOf(bad, 'https://acme.webhook.office.com/x')).attachments[0].content
  expect(card.body[0].text).toContain('\\*now\\*')
  expect(card.actions[0].url).toBe('https://d.example/crm/deals?deal=d1')
})

test('a storm is one message of twenty lines that counts the rest', () => {
  const { title, lines } = messageOf(
    Array.from({ length: 500 }, () => notice('x')),
    { base: '' },
  )
  expect([title, lines.length, lines.at(-1)!.text]).toEqual([
    '500 new things in your inbox',
    21,
    'and 480 more in your inbox',
  ])
})
