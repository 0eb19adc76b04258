import { expect, it } from 'vitest'
import { lotProblem } from '../../../../../bench/planning/lots-problem.ts'
import { instanceOf } from '../../instance/instance.ts'
import type { PlanModel } from '../../model/plan-model.ts'
import { buildProgram } from '../../program/build.ts'
import { obeys } from '../../program/proof.ts'
import { solvePlan } from '../../solve-plan.ts'
import { pricedLots } from './priced-lots.ts'
import { wagnerWhitin } from './wagner-whitin.ts'

const need = [69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56]
const orders = [85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114]

it('the twelve months of Wagner and Whitin (1958) cost 864, in the lots of the paper', () => {
  const starts = new Float64Array(12)
  const unit = Float64Array.from(need, (_, t) => 12 - t)
  const cost = wagnerWhitin({ unit, setup: Float64Array.from(orders), need: Float64Array.from(need), starts })
  const throughout = need.reduce((total, units, t) => total + units * (12 - t), 0)
  expect(cost - throughout).toBe(864)
  expect([...starts]).toEqual([98, 0, 97, 0, 121, 0, 0, 112, 0, 67, 135, 0])
})

it('the bound is below the optimum of small problems, the plan above it and faultless', async () => {
  let [tight, compared] = [0, 0]
  for (let seed = 1; seed <= 12; seed++) {
    const load = [0.5, 0.75, 0.9][seed % 3]!
    const model = lotProblem({ items: 4, periods: 6, load, seed, counts: 'every setup' })
    const solved = await solvePlan(model)
    if (solved.kind !== 'plan' || solved.plan.status.kind !== 'optimal') continue
    compared++
    const { plan, bound, program } = priced(model)
    expect(bound).toBeGreaterThan(0)
    expect(bound, `seed ${seed}`).toBeLessThanOrEqual(solved.plan.objective * (1 + 1e-9))
    if (!plan) continue
    expect(obeys(program, plan.values), `seed ${seed}`).toBe(true)
    expect(plan.objective, `seed ${seed}`).toBeGreaterThanOrEqual(solved.plan.objective * (1 - 1e-9))
    if (bound > 0.97 * plan.objective) tight++
  }
  expect(compared).toBeGreaterThan(8)
  expect(tight).toBeGreaterThan(4)
})

it('of 100 items the plan is within 0.5 % of the bound, without a solver', () => {
  const { plan, bound, program } = priced(
    lotProblem({ items: 100, periods: 15, load: 0.9, seed: 1, counts: 'every setup' }),
  )
  expect(obeys(program, plan!.values)).toBe(true)
  expect(plan!.objective / bound - 1).toBeLessThan(0.005)
})

it('proves nothing where more than the lots is to be decided, and is silent where no item stands alone', () => {
  const lone: PlanModel = {
    periods: 4,
    items: ['lamp', 'foot'],
    stock: [{ item: 'lamp', holdingCost: 1 }],
    demand: [{ item: 'lamp', quantity: 10, lostSaleCost: 5 }],
    recipes: [{ item: 'lamp', setup: { cost: 30, hours: { line: 1 } }, hours: { line: 1 } }],
    resources: [{ id: 'line', capacity: 30, carryOver: false }],
  }
  const { plan, bound } = priced(lone)
  expect(plan).toBeDefined()
  expect(bound).toBe(Number.NEGATIVE_INFINITY)
  const built = buildProgram(
    instanceOf({ ...lone, recipes: [...lone.recipes!, { item: 'foot' }, { ...lone.recipes![0]!, id: 'other' }] }),
  )
  const given = new Float64Array(built.program.columns)
  expect(
    pricedLots({ built, program: built.program, given, secondsLeft: () => Number.POSITIVE_INFINITY }),
  ).toBeUndefined()
})

function priced(model: PlanModel) {
  const built = buildProgram(instanceOf(model))
  const { program } = built
  const given = program.colLower.map((each) => (Number.isFinite(each) ? each : 0))
  const found = pricedLots({ built, program, given, secondsLeft: () => Number.POSITIVE_INFINITY })
  if (!found) throw new Error('no item stands alone')
  return { ...found, program }
}
