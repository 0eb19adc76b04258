import { expect, test } from 'vitest'
import { decide, fitting, type Present, type Unowned } from './assignment.ts'
import { triedOut } from './preview.ts'
import type { TermsOf } from './terms.ts'

const terms: TermsOf<'assignment'> = {
  kind: 'assignment',
  of: 'leads',
  order: 2,
  stageId: null,
  territoryId: null,
  amountFromMinor: null,
  countries: ['DE'],
  industries: [],
  sources: [],
  pool: [
    { personId: 'ana', weight: 2, capacity: null, perWeek: 3 },
    { personId: 'kim', weight: 1, capacity: 5, perWeek: 10 },
  ],
  fallbackId: 'max',
}
const rule = { place: 2, name: 'DACH leads', terms }
const lead: Unowned = {
  ...{ id: 'l', noun: 'lead', name: 'Lena', stageId: null, territoryId: null, amountMinor: null, currency: 'EUR' },
  ...{ country: 'de', industry: null, source: 'Web' },
}
const person = (personId: string, given: Partial<Present> = {}): [string, Present] => [
  personId,
  {
    personId,
    name: personId[0]!.toUpperCase() + personId.slice(1),
    credit: 0,
    away: null,
    open: 0,
    thisWeek: 0,
    ...given,
  },
]

test('a rule fits by country, industry, source and what it is about', () => {
  expect(fitting(lead, terms)).toBe('country de')
  expect(fitting({ ...lead, country: 'FR' }, terms)).toBeNull()
  expect(fitting({ ...lead, country: null }, terms)).toBeNull()
  expect(fitting({ ...lead, noun: 'deal' }, terms)).toBeNull()
  expect(fitting(lead, { ...terms, countries: [] })).toBe('any lead without an owner')
})

test('each decision explains itself: the turn, the week, who was passed over, the fallback, nobody', () => {
  const given = { rule, because: 'country DE', last: 'Kim', fallback: person('max')[1] }
  const said = (...people: [string, Present][]) => decide({ ...given, people: new Map(people) })
  expect(said(person('ana', { thisWeek: 2 }), person('kim'))).toMatchObject({
    personId: 'ana',
    says: 'Rule 2 "DACH leads": country DE; next in turn after Kim; 3 of 3 this week.',
  })
  expect(said(person('ana', { thisWeek: 3 }), person('kim'))).toMatchObject({
    personId: 'kim',
    says: 'Rule 2 "DACH leads": country DE; next in turn after Kim; 1 of 10 this week; passed over Ana (full: 3 of 3 this week).',
  })
  expect(said(person('ana', { away: 'on leave' }), person('kim', { open: 5 }))).toMatchObject({
    personId: 'max',
    how: 'fallback',
    says: 'Rule 2 "DACH leads": country DE; nobody of the pool is free, so the fallback owner; passed over Ana (on leave), Kim (full: 5 of 5 open).',
  })
  const away = { ...given, fallback: person('max', { away: 'on leave' })[1] }
  expect(decide({ ...away, people: new Map([person('ana', { away: 'left' })]) })).toMatchObject({
    personId: null,
    how: 'nobody',
  })
})

test('tried on the past, the turns follow the weights, weeks and leave of then', () => {
  const came = Array.from({ length: 9 }, (_, at) => ({
    ...lead,
    id: `l${at}`,
    day: at < 7 ? '2026-10-07' : '2026-10-14',
    week: at < 7 ? '2026-10-05' : '2026-10-12',
    ownerName: at === 0 ? 'Kim' : null,
    closedOn: null,
  }))
  const names = new Map([
    ['ana', 'Ana'],
    ['kim', 'Kim'],
    ['max', 'Max'],
  ])
  const tried = triedOut({
    rule,
    came: [...came, { ...came[0]!, country: 'FR' }],
    names,
    awayOn: (personId, day) => (personId === 'kim' && day === '2026-10-14' ? 'on leave' : null),
    hadOpen: [],
  })
  // Weights 2 and 1 give ana, kim, ana, ana, kim, …; Ana takes three a week, the rest goes to Kim, who is away in the second week.
  expect(tried.lines.map(({ to }) => to![0]).join('')).toBe('AKAAKKKAA')
  expect(tried).toMatchObject({ matched: 9, nobody: 0 })
  expect(tried.people).toEqual([
    { personId: 'ana', name: 'Ana', got: 5, had: 0 },
    { personId: 'kim', name: 'Kim', got: 4, had: 1 },
  ])
})

test('tried on the past, who has as many open as they may is passed over until something closes', () => {
  const [day, week] = ['2026-10-07', '2026-10-05']
  const came = (id: string, on = day, closedOn: string | null = null) => ({
    ...{ ...lead, id, day: on, week, ownerName: null, closedOn },
  })
  const pool = [{ personId: 'ana', weight: 1, capacity: 2, perWeek: null }]
  const tried = triedOut({
    rule: { ...rule, terms: { ...rule.terms, pool } },
    came: [came('a', day, '2026-10-09'), came('b'), came('c', '2026-10-08'), came('d', '2026-10-09')],
    names: new Map([
      ['ana', 'Ana'],
      ['max', 'Max'],
    ]),
    awayOn: () => null,
    hadOpen: [
      { personId: 'ana', closedOn: null },
      { personId: 'ana', closedOn: day },
    ],
  })
  // One stays open from before; a is the second, b and c find her full, on the 9th a has closed.
  expect(tried.lines.map(({ to }) => to)).toEqual(['Ana', 'Max', 'Max', 'Ana'])
  expect(tried.lines[1]!.says).toContain('Ana (full: 2 of 2 open)')
})
