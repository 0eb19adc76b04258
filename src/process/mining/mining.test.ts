import { expect, test } from 'vitest'
import { comparisonOf } from './comparison.ts'
import { conformanceOf } from './conformance.ts'
import { DAY, graphOf } from './graph.ts'
import { logOf } from './log.ts'
import { quantile } from './times.ts'
import { variantsOf } from './variants.ts'

const at = (day: number) => day * DAY * 1000
/** Cases as words of letters; the n-th event of a case happens n times its step in days after day 0. */
const log = (cases: Record<string, [string, number]>) =>
  logOf(
    Object.entries(cases).flatMap(([caseId, [path, step]]) =>
      [...path].map((activity, nth) => ({ caseId, activity, at: at(nth * step), amount: 100 })),
    ),
  )

test('the directly-follows graph counts who follows whom, start and end activities, self-loops and rework', () => {
  const graph = graphOf(log({ one: ['ABC', 1], two: ['ABBC', 2], three: ['ABABC', 3] }))
  const flow = (from: string, to: string) => graph.flows.find((each) => each.from === from && each.to === to)
  expect(flow('A', 'B')).toMatchObject({ frequency: 4, cases: 3, moneyDays: 100 * (1 + 2 + 3 + 3) })
  expect(flow('A', 'B')?.waiting).toMatchObject({ mean: 2.25 * DAY, median: 2.5 * DAY, total: 9 * DAY })
  expect(flow('B', 'B')).toMatchObject({ frequency: 1 })
  expect(flow('C', 'A')).toBeUndefined()
  expect(graph.activities).toMatchObject([
    { activity: 'A', frequency: 4, cases: 3, starts: 3, ends: 0, selfLoops: 0, reworkCases: 1, repetitions: 1 },
    { activity: 'B', frequency: 5, cases: 3, selfLoops: 1, reworkCases: 2, repetitions: 2 },
    { activity: 'C', frequency: 3, cases: 3, starts: 0, ends: 3 },
  ])
})

test('percentiles are those of R and numpy by default', () => {
  // R: quantile(c(1, 2, 4, 8), c(.5, .9)) gives 3.0 and 6.8
  expect(quantile(Float64Array.of(1, 2, 4, 8), 0.5)).toBe(3)
  expect(quantile(Float64Array.of(1, 2, 4, 8), 0.9)).toBeCloseTo(6.8, 12)
})

test('variants are cases with the same path, the most frequent first', () => {
  const variants = variantsOf(log({ one: ['AB', 1], two: ['AC', 1], three: ['AB', 3] }))
  expect(variants).toMatchObject([
    { activities: ['A', 'B'], cases: 2, share: 2 / 3, duration: { mean: 2 * DAY } },
    { activities: ['A', 'C'], cases: 1 },
  ])
})

test('events out of order in the file are put in order by time, equal times stay as they came', () => {
  const events = [
    ['C', 3],
    ['A', 1],
    ['X', 2],
    ['Y', 2],
  ] as const
  const ordered = logOf(events.map(([activity, day]) => ({ caseId: '1', activity, at: at(day), amount: null })))
  expect(variantsOf(ordered)[0]?.activities).toEqual(['A', 'X', 'Y', 'C'])
})

test('conformance names what was skipped, gone back to and foreign; a case under way fits as far as it came', () => {
  const model = { sequence: ['A', 'B', 'C'], ends: ['W', 'L'] }
  const held = conformanceOf(
    log({
      fits: ['ABCW', 1],
      early: ['AL', 1],
      open: ['AB', 1],
      skips: ['ACW', 1],
      back: ['ABAW', 1],
      odd: ['AZW', 1],
    }),
    model,
  )
  expect(held).toMatchObject({ cases: 6, fitting: 3, fitness: 0.5 })
  expect(held.deviations.map(({ kind, activity, amount }) => [kind, activity, amount]).sort()).toEqual([
    ['not in the model', 'Z', 100],
    ['skipped', 'B', 100],
    ['went back', 'A', 100],
  ])
})

test('two periods are compared flow by flow, the change that costs most time first', () => {
  const [flow] = comparisonOf(
    graphOf(log({ a: ['AB', 2], b: ['BC', 1] })),
    graphOf(log({ c: ['AB', 5], d: ['BC', 1] })),
  )
  expect(flow).toMatchObject({ from: 'A', to: 'B', difference: 3 * DAY, frequency: [1, 1] })
})
