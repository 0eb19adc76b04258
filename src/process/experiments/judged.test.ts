import { dayAfter } from '@drumbeat/periods'
import { expect, test } from 'vitest'
import { writtenIn } from '#platform/numbers/written.ts'
import { judged, powerOf, type Running } from './judged.ts'
import type { Observed } from './observed.sql.ts'

const written = writtenIn('en-US')

const running: Running = {
  id: 'x',
  name: 'Offers by phone',
  change: 'Each offer is called after',
  metric: 'days in stage',
  stageId: 's',
  stageName: 'Proposal',
  teamIds: ['east'],
  teamNames: ['East'],
  drawnByLot: true,
  startsOn: '2026-09-01',
  weeks: 13,
}
/** So many values a week for each team, around a mean, with a fixed saw of -2, 0 and 2 days. */
function values(team: string, mean: number, { from, count }: { from: string; count: number }): Observed[] {
  return Array.from({ length: count }, (_, nth) => ({
    teamId: team,
    on: dayAfter(from, nth % 80),
    value: mean + (nth % 3) * 2 - 2,
  }))
}
const before = [
  ...values('east', 12, { from: '2026-03-01', count: 60 }),
  ...values('west', 10, { from: '2026-03-01', count: 60 }),
]

test('a planted change of four days is found by lot, and without it by the difference in differences', () => {
  const known = [
    ...before,
    ...values('east', 6, { from: '2026-09-01', count: 60 }),
    ...values('west', 10, { from: '2026-09-01', count: 60 }),
  ]
  const found = judged(running, known, { today: '2026-11-20', written })
  expect(found).toMatchObject({ state: 'running', endsOn: '2026-12-01', difference: -4, verdict: 'better' })
  expect(found.high!).toBeLessThan(0)
  const own = judged({ ...running, drawnByLot: false }, known, { today: '2026-11-20', written })
  expect(own.differenceInDifferences!.effect).toBeCloseTo(-6, 10)
  expect(own.verdict).toBe('better')
  expect(own.assumptions[0]).toContain('parallel trends')
})

test('with few cases nothing is said, and what the weeks can find is said before', () => {
  expect(
    judged(running, [...before, ...values('east', 2, { from: '2026-09-01', count: 5 })], {
      today: '2026-09-20',
      written,
    }),
  ).toMatchObject({ verdict: 'too few to say' })
  const power = powerOf(running, before)
  // 60 cases in 365 days are 14 in 91; (1.96 + 0.84) x deviation x sqrt(2 / 14).
  expect(power.expectedPerArm).toBe(14)
  expect(power.minimalDetectableEffect).toBeCloseTo(2.8016 * power.deviation! * Math.sqrt(2 / 14), 3)
})
