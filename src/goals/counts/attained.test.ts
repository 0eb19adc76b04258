import { expect, test } from 'vitest'
import { attainedCounts, type DayCount, type StoredCount } from './attained.ts'
import { metricCalled } from './metrics.ts'
import { cut, spreadCounts } from './spread.ts'

const quota = (subjectId: string, given: Partial<StoredCount> = {}): StoredCount => ({
  id: `q-${subjectId}`,
  subjectKind: 'person',
  subjectId,
  subjectName: subjectId,
  metric: 'meetings held',
  startsOn: '2026-01-01',
  endsOn: '2026-04-01',
  target: '4',
  recordedAt: '2025-12-01T00:00:00Z',
  endedAt: null,
  setBy: null,
  answer: 'not answered',
  note: '',
  isMine: false,
  ...given,
})
const count = (ownerId: string, day: string, given: Partial<DayCount> = {}): DayCount => ({
  metric: 'meetings held',
  day,
  ownerId,
  territoryId: null,
  familyIds: [],
  amount: '1',
  ...given,
})
const line = (personId: string, managerId: string, startsOn = '2025-01-01', endsOn: string | null = null) => ({
  personId,
  managerId,
  startsOn,
  endsOn,
})

test('a goal counts within its own dates, rolls up along the tree of its last day, and sums units exactly', () => {
  const found = attainedCounts({
    quotas: [
      quota('mona', { target: '10' }),
      quota('ada'),
      quota('bo', { target: '3' }),
      quota('ada', { id: 'units', metric: 'units sold', target: '0.3' }),
      quota('north', { id: 'team', subjectKind: 'team', target: '6' }),
    ],
    counts: [
      ...['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01'].map((day) => count('ada', day)),
      count('bo', '2026-02-02'),
      count('mona', '2026-02-02'),
      count('ada', '2026-02-02', { metric: 'units sold', amount: '0.1' }),
      count('ada', '2026-02-03', { metric: 'units sold', amount: '0.2' }),
    ],
    // Bo moved away before the last day: his meeting is his own, not Mona's.
    lines: [line('ada', 'mona'), line('bo', 'mona', '2025-01-01', '2026-03-15'), line('bo', 'nils', '2026-03-15')],
    members: new Map([['team', new Set(['ada', 'bo'])]]),
    today: '2026-02-10',
  })
  expect(
    found.map(({ id, reached, withReports, passedDown, state }) => [id, reached, withReports, passedDown, state]),
  ).toEqual([
    ['q-mona', '1', '3', '4', 'running'],
    ['q-ada', '2', '2', null, 'running'],
    ['q-bo', '1', '1', null, 'running'],
    ['units', '0.3', '0.3', null, 'running'],
    ['team', '3', '3', null, 'running'],
  ])
  expect(found[3]!.attainment).toBe(1)
})

test('a spread sums exactly at every level', () => {
  const quarters = cut(
    { startsOn: '2026-01-01', endsOn: '2026-08-01' },
    (day) => ['2026-04-01', '2026-07-01', '2026-10-01'].find((each) => each > day)!,
  )
  expect(quarters.map(({ startsOn, endsOn }) => `${startsOn} ${endsOn}`)).toEqual([
    '2026-01-01 2026-04-01',
    '2026-04-01 2026-07-01',
    '2026-07-01 2026-08-01',
  ])
  const spread = spreadCounts({
    target: 100,
    people: [
      { key: 'a', weight: 1 },
      { key: 'b', weight: 1 },
      { key: 'c', weight: 1 },
    ],
    periods: quarters,
  })
  expect(spread.map(({ amount }) => amount)).toEqual([34, 33, 33])
  for (const { amount, periods } of spread) expect(periods.reduce((sum, each) => sum + each.amount, 0)).toBe(amount)
})

test('what a file calls a metric is one of ours, or none', () => {
  expect(['Meetings', 'New deals', 'SQLs', 'Qty', 'Closed-Won'].map(metricCalled)).toEqual([
    'meetings held',
    'deals won',
    'leads qualified',
    'units sold',
    'deals won',
  ])
  expect(metricCalled('Happiness')).toBeNull()
})
