import { expect, it } from 'vitest'
import { capacityEffect } from './capacity.ts'

const added = { lever: { size: 40 }, months: 2 }
const past = [0.99, 1.0, 1.01, 0.98, 1.02, 1.0].map((share) => ({ expected: 500, came: 500 * share }))

it('is what was delivered less what the plan could deliver without it, with the range of how plans are kept', () => {
  const effect = capacityEffect({ ...added, deliverable: 500, ordered: 600, delivered: 550, past })
  // sd of the shares 0.0141421, t(0.95, 5) = 2.0150: half a width of 500 * 0.0141421 * sqrt(7/6) * 2.0150 = 15.4
  expect(effect).toEqual({ units: 50, lo90: 35, hi90: 65, compared: 6 })
})

it('is never less than nothing nor more than was added', () => {
  expect(capacityEffect({ ...added, deliverable: 500, ordered: 700, delivered: 650, past })).toMatchObject({ hi90: 80 })
  expect(capacityEffect({ ...added, deliverable: 500, ordered: 500, delivered: 480, past })).toMatchObject({ lo90: 0 })
})

it('says all that it can have brought where too few plans were short before, or nobody says what was shipped', () => {
  const range = { lo90: 0, hi90: 80, units: 50 }
  expect(capacityEffect({ ...added, deliverable: 500, ordered: 600, delivered: 550, past: [] })).toMatchObject(range)
  const unsaid = capacityEffect({ ...added, deliverable: 500, ordered: 530, delivered: null, past })
  expect(unsaid).toEqual({ units: 30, lo90: 0, hi90: 30, compared: 0 })
})
