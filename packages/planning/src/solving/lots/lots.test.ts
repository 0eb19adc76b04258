import { describe, expect, it } from 'vitest'
import { instanceOf } from '../../instance/instance.ts'
import type { PlanModel } from '../../model/plan-model.ts'
import { buildProgram } from '../../program/build.ts'
import { solvePlan } from '../../solve-plan.ts'
import { loadSolver } from '../highs.ts'
import { search } from '../search.ts'
import { openRelaxation } from './relaxation.ts'
import { separationOf } from './separation.ts'

const wagnerWhitin: PlanModel = {
  periods: 12,
  items: ['part'],
  stock: [{ item: 'part', holdingCost: 1 }],
  demand: [{ item: 'part', quantity: [69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56] }],
  recipes: [{ item: 'part', setup: { cost: [85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114] } }],
}

/** The relaxation after all cuts; every cut met on the way is held against the given plan. */
async function relaxed(
  model: PlanModel,
  plan?: Float64Array,
): Promise<{ bound: number; broken: number; cuts: number }> {
  const highs = await loadSolver()
  const built = buildProgram(instanceOf(model))
  const separation = separationOf(built)!
  const relaxation = openRelaxation({ highs, program: built.program, settings: {} })
  let [broken, cuts] = [0, 0]
  let now = relaxation.solve()
  for (let round = 0; round < 40 && now.kind === 'optimal'; round++) {
    const found = separation(now.point)
    if (found.length === 0) break
    cuts += found.length
    for (const { indices, values, least } of found) {
      const reached = indices.reduce((total, column, k) => total + values[k]! * (plan?.[column] ?? 0), 0)
      if (plan && reached < least - 1e-5 * Math.max(1, Math.abs(least))) broken++
    }
    relaxation.addCuts(found)
    now = relaxation.solve()
  }
  relaxation.dispose()
  return { bound: now.objective, broken, cuts }
}

async function optimumOf(model: PlanModel): Promise<Float64Array> {
  const { program } = buildProgram(instanceOf(model))
  const phases = [{ name: 'money', cost: program.cost, offset: program.offset }]
  const found = search({ highs: await loadSolver(), program, phases, options: {} })
  if (!found.values) throw new Error(found.reason)
  return found.values
}

/** A little instance with whatever the cuts have to reckon with, by seed. */
function instance(seed: number): PlanModel {
  const pick = (n: number, salt: number) => ((seed * 7919 + salt * 104729) % 9973) % n
  const quantity = (salt: number) => [0, 1, 2, 3, 4].map((t) => pick(30, salt * 10 + t))
  const late = seed % 3 === 1 ? { backlogCost: 3, endBacklog: 0 } : seed % 3 === 2 ? { lostSaleCost: 40 } : {}
  return {
    periods: 5,
    items: ['lamp', 'foot', 'shade'],
    stock: [
      { item: 'lamp', holdingCost: 2, opening: pick(9, 3) + 30 },
      { item: 'foot', holdingCost: 1, opening: 60, min: pick(4, 8) },
      { item: 'shade', holdingCost: 1 + pick(3, 9), opening: 12, ...(seed % 2 ? { disposalCost: 1 } : {}) },
    ],
    demand: [
      { item: 'lamp', quantity: quantity(1), ...late },
      { item: 'foot', quantity: quantity(2) },
      { item: 'shade', quantity: quantity(4), ...(seed % 4 === 0 ? { lostSaleCost: 30 } : {}) },
    ],
    recipes: [
      {
        item: 'lamp',
        leadTime: seed % 2,
        yield: seed % 5 === 0 ? 0.8 : 1,
        hours: { line: 1 },
        components: [{ item: 'foot', quantity: 2 }],
        setup: { cost: 60 + pick(80, 5), hours: { line: 6 } },
      },
      { item: 'foot', hours: { line: 0.3 }, setup: { cost: 30 + pick(60, 6), hours: { line: 4 } } },
      { item: 'shade', hours: { line: 0.8 }, setup: { cost: 45, hours: { line: 3 } } },
    ],
    subcontract: seed % 3 === 0 ? [{ item: 'shade', cost: 6, setup: { cost: 20 } }] : [],
    resources: [{ id: 'line', capacity: 55, overtime: { costPerHour: 9, ...(seed % 2 ? { maxHours: 40 } : {}) } }],
  }
}

describe('cuts for lots', () => {
  it('leave nothing to branch on for one item without limits: the relaxation costs what Wagner and Whitin found', async () => {
    const { bound, broken } = await relaxed(wagnerWhitin, await optimumOf(wagnerWhitin))
    expect(broken).toBe(0)
    expect(bound).toBeCloseTo(864, 6)
  })

  it('never forbid the optimal plan, with backlog, lost sales, parts, lead times, yields, overtime and other sources', async () => {
    let all = 0
    for (let seed = 1; seed <= 5; seed++) {
      const model = instance(seed)
      const { broken, cuts } = await relaxed(model, await optimumOf(model))
      expect(`seed ${seed}: ${broken} broken`).toBe(`seed ${seed}: 0 broken`)
      all += cuts
    }
    expect(all).toBeGreaterThan(30)
  })
})

describe('plans in lots', () => {
  it('are the best of all that can be: two items on one machine, every whole plan tried', async () => {
    const [demand, setupHours, setupCost, holding, capacity] = [
      [
        [3, 2, 4],
        [2, 4, 1],
      ],
      [2, 1],
      [5, 9],
      [2, 1],
      9,
    ] as const
    let best = Number.POSITIVE_INFINITY
    const tried = (t: number, stock: readonly [number, number], cost: number): void => {
      if (t === 3) {
        best = Math.min(best, cost)
        return
      }
      for (let a = 0; a <= 9; a++)
        for (let b = 0; b <= 7; b++) {
          const hours = a + b + (a > 0 ? setupHours[0] : 0) + (b > 0 ? setupHours[1] : 0)
          const left = [stock[0] + a - demand[0][t]!, stock[1] + b - demand[1][t]!] as const
          if (hours > capacity || left[0] < 0 || left[1] < 0) continue
          const setups = (a > 0 ? setupCost[0] : 0) + (b > 0 ? setupCost[1] : 0)
          tried(t + 1, left, cost + setups + holding[0] * left[0] + holding[1] * left[1])
        }
    }
    tried(0, [0, 0], 0)
    const items = ['a', 'b']
    const solved = await solvePlan({
      periods: 3,
      items,
      stock: items.map((item, i) => ({ item, holdingCost: holding[i]! })),
      demand: items.map((item, i) => ({ item, quantity: demand[i]! })),
      recipes: items.map((item, i) => ({
        item,
        hours: { line: 1 },
        setup: { cost: setupCost[i]!, hours: { line: setupHours[i]! } },
      })),
      resources: [{ id: 'line', capacity }],
    })
    expect(solved).toMatchObject({ kind: 'plan', plan: { status: { kind: 'optimal', gap: 0 } } })
    expect(solved.kind === 'plan' && solved.plan.objective).toBeCloseTo(best, 6)
  })
})
