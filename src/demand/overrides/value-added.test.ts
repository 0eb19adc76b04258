import { expect, test } from 'vitest'
import { writtenIn } from '#platform/numbers/written.ts'
import { byLag, lagOf, toDrop, valueAdded } from './value-added.ts'

const row = (key: string, actual: number, statistical: number, value: number) => ({ key, actual, statistical, value })

test('who comes nearer to what came adds points, who goes away from it takes some, and a few prove nothing', () => {
  const found = valueAdded([
    ...[100, 110, 90, 105].map((actual) => row('Ada', actual, actual - 20, actual - 5)),
    ...[100, 110, 90, 105].map((actual) => row('Ben', actual, actual + 5, actual + 30)),
    row('Cy', 100, 80, 100),
  ])
  const of = (key: string) => found.find((each) => each.key === key)!
  expect(of('Ada')).toMatchObject({ overrides: 4, verdict: 'helps' })
  expect(of('Ada').points).toBeCloseTo(60 / 405, 12) // 80 units of misses became 20, of 405 that came
  expect(of('Ben')).toMatchObject({ verdict: 'hurts' })
  expect(of('Cy')).toMatchObject({ points: 0.2, lo: null, verdict: "we can't tell" })
})

test("the interval is Student's over the gains", () => {
  // Gains of 10, 20 and 30 units: mean 20, standard deviation 10; t at 90 % with 2 degrees of freedom is 1.886 (any table).
  const found = valueAdded([row('A', 100, 110, 100), row('A', 100, 120, 100), row('A', 100, 130, 100)])[0]!
  expect(found.hi! - found.points!).toBeCloseTo(((1.886 * 10) / Math.sqrt(3)) * (3 / 300), 9)
})

test('an override to come is to be dropped where its author was shown to hurt in that family, and stays where nobody can tell', () => {
  const worth = valueAdded([
    ...[100, 110, 90, 105].map((actual) => row('Ben · Grinders', actual, actual + 5, actual + 30)),
    row('Cy · Grinders', 100, 100, 130),
  ])
  const override = { id: 'o', node: 'all', name: 'Grinders', territoryId: null, startsOn: '2027-01-01', value: 9 }
  const toCome = ['Ben', 'Cy'].map((by) => ({ ...override, statistical: 8, by, key: `${by} · Grinders` }))
  expect(toDrop(toCome, { worth, number: writtenIn('de-DE').number })).toEqual([
    { ...override, statistical: 8, by: 'Ben', why: '4 overrides of Ben · Grinders cost 24,7 points of accuracy.' },
  ])
})

test('lags are told apart up to twelve, which holds all beyond', () => {
  const words = (grain: 'month' | 'week') => [-1, 0, 1, 2, 12, 30].map((periods) => lagOf({ grain, periods }).words)
  expect(words('month')).toEqual([
    ...['in the month', 'in the month', '1 month ahead', '2 months ahead', '12 or more months ahead'],
    '12 or more months ahead',
  ])
  expect(words('week').slice(1, 4)).toEqual(['in the week', '1 week ahead', '2 weeks ahead'])
})

test('lags come in their order, those of one person together', () => {
  const set = [
    ['Ben', 2],
    ['Ada', 10],
    ['Ada', 9],
    ['Ada', 0],
  ] as const
  const found = valueAdded(
    set.map(([contributor, lag]) => ({ ...row(`${contributor} ${lag}`, 100, 90, 95), contributor, lag })),
  )
  expect(found.sort(byLag).map(({ contributor, lag }) => [contributor, lag])).toEqual([
    ...[
      ['Ada', 0],
      ['Ada', 9],
      ['Ada', 10],
      ['Ben', 2],
    ],
  ])
})
