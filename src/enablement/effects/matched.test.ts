import { expect, test } from 'vitest'
import reference from '../../../test/reference/enablement/effect.json' with { type: 'json' }
import { matchedEffects, type Observed } from './matched.ts'
import { t975 } from './student.ts'
import { verdictOf } from './verdict.ts'

const deals = reference.deals.map(([person, match, kind, had, outcome]) => ({
  person: String(person),
  match: String(match),
  kind: String(kind),
  had: [had === true],
  outcome: Number(outcome),
}))

test('estimate and interval are those of R: lm with a dummy per person, match and kind, and the jackknife over people', () => {
  const [found] = matchedEffects(deals, 1)
  expect(found!.estimate).toBeCloseTo(reference.estimate, 7)
  expect(found!.low).toBeCloseTo(reference.low, 4)
  expect(found!.high).toBeCloseTo(reference.high, 4)
  expect(found!.freedom).toBe(reference.freedom)
})

test('the 97.5 % point of t is that of R, to a thousandth from 4 degrees of freedom on', () => {
  for (const [freedom, quantile] of Object.entries(reference.t975)) {
    expect(Math.abs(t975(Number(freedom)) - quantile), freedom).toBeLessThan(1e-3)
  }
})

test('what everybody has, what too few have and what says the same as another thing cannot be told', () => {
  const told = (having: (deal: Observed, at: number) => boolean[], things: number) =>
    matchedEffects(
      deals.map((deal, at) => ({ ...deal, had: having(deal, at) })),
      things,
    ).map(({ cannotTell }) => cannotTell)
  expect(told(() => [true], 1)).toEqual(['Only 0 deals were opened without it; 30 are needed.'])
  expect(told(({ person }) => [person === 'p01'], 1)).toEqual(['Only 1 people with deals have it; 5 are needed.'])
  const twins = told(({ had }) => [had[0]!, had[0]!], 2)
  expect(twins[1]).toMatch(/^Nothing is left to compare/)
})

test('a verdict needs the whole interval on one side, or all of it nearer to zero than is worth having', () => {
  const of = (low: number, high: number) =>
    verdictOf({ estimate: (low + high) / 2, low, high, freedom: 9, cannotTell: null }, 0.1)
  expect([of(0.01, 0.2), of(-0.2, -0.01), of(-0.09, 0.09), of(-0.02, 0.12), of(0, 0.2)]).toEqual([
    'helps',
    'hurts',
    'no effect worth having',
    'cannot tell',
    'cannot tell',
  ])
})
