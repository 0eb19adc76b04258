import { checkPlan, type Plan, type Progress, type Strategy, solvePlan } from '@drumbeat/planning'
import type { Highs } from 'highs'
import { describe, expect, it } from 'vitest'
import { everywhere } from '../../../bench/planning/everywhere.ts'
import { generatedCompany } from '../../../bench/planning/generated-company.ts'
import { constructed, firstPlan } from '../../../packages/planning/src/construction/first-plan.ts'
import { locallyRepaired } from '../../../packages/planning/src/construction/local-repair.ts'
import { unitValues } from '../../../packages/planning/src/construction/unit-values.ts'
import { valuePrices } from '../../../packages/planning/src/construction/value-prices.ts'
import { instanceOf } from '../../../packages/planning/src/instance/instance.ts'
import { buildProgram } from '../../../packages/planning/src/program/build.ts'
import { boundOf, obeys } from '../../../packages/planning/src/program/proof.ts'
import { noDeadline } from '../../../packages/planning/src/solving/deadline.ts'
import { loadSolver } from '../../../packages/planning/src/solving/highs.ts'
import { randomModel } from './random-model.ts'

const large = { items: 1000, periods: 24, resources: 50 }

describe('the first plan', () => {
  it('is returned, feasible and with a proven gap, when the solver has no time at all', async () => {
    const solved = await solvePlan(generatedCompany(large), { timeLimit: 0.01 })
    if (solved.kind !== 'plan') throw new Error(solved.kind)
    const { status, notes } = solved.plan
    if (status.kind !== 'feasible') throw new Error(status.kind)
    expect(notes).toEqual([])
    expect(status.reason).toBe('the time limit was reached; this is the first plan')
    expect(status.gap).toBeGreaterThan(0)
    expect(status.gap).toBeLessThan(0.05)
  })

  it('of 200 items is shown before the search and costs at most 1.03 times the optimum', async () => {
    const shown: Plan[] = []
    const solved = await solvePlan(generatedCompany({ ...large, items: 200, resources: 20 }, 1), {
      onProgress: (progress) => {
        if (progress.kind === 'first plan') shown.push(progress.plan)
      },
    })
    if (solved.kind !== 'plan') throw new Error(solved.kind)
    expect(shown.map((each) => each.notes)).toEqual([[]])
    expect(shown[0]!.objective / solved.plan.objective - 1).toBeGreaterThanOrEqual(0)
    expect(shown[0]!.objective / solved.plan.objective - 1).toBeLessThan(0.03)
  })

  it.each([undefined, { kind: 'chase' }, { kind: 'level' }, { kind: 'mixed', changes: 1 }] satisfies (
    | Strategy
    | undefined
  )[])(
    'is shown of every random company that has a plan, faultless and before the search has found one: %o',
    async (strategy) => {
      let shown = 0
      for (let seed = 100; seed < 120; seed++) {
        const model = randomModel(seed)
        const told: Progress[] = []
        const solved = await solvePlan(model, { strategy, onProgress: (each) => void told.push(each) })
        if (solved.kind !== 'plan' || solved.plan.status.kind === 'infeasible') continue
        const first = told.find((each) => each.kind === 'first plan')
        expect(first?.way, `seed ${seed}`).toMatch(/constructed|repaired/)
        expect(checkPlan(model, first!.plan).violations, `seed ${seed}`).toEqual([])
        shown++
      }
      expect(shown).toBeGreaterThan(12)
    },
  )

  it('of 200 items with setups, least lots and shelf lives is locallyRepaired where the constructor broke a rule', async () => {
    const company = generatedCompany({ ...large, items: 200, resources: 10 }, 2)
    const recipes = company.recipes!.map((each) => ({ ...each, setup: { cost: 100 }, lot: { min: 60 } }))
    const model = { ...company, recipes }
    const built = buildProgram(instanceOf(model))
    const { plan, nearest } = constructed(built)
    expect(plan).toBeUndefined()
    const highs = await loadSolver()
    const mend = locallyRepaired({ highs, program: built.program, nearest, deadline: noDeadline })
    expect(obeys(built.program, mend!.values)).toBe(true)
    const kept = mend!.values.filter((each, j) => each === nearest[j]).length
    expect(kept / nearest.length).toBeGreaterThan(0.9)
  })

  it('is constructed where sites send everything to each other, and no unit is counted at two of them', () => {
    for (const seed of [1, 2, 3]) {
      const built = buildProgram(instanceOf(everywhere({ items: 30, periods: 12, resources: 6 }, seed)))
      const first = firstPlan(built)
      expect(first && obeys(built.program, first.values), `seed ${seed}`).toBe(true)
    }
  })

  it('says why it is not there at once, and is then the first that the search finds', async () => {
    const told: Progress[] = []
    await solvePlan(generatedCompany({ items: 100, periods: 12, resources: 10 }), {
      strategy: { kind: 'level' },
      onProgress: (each) => void told.push(each),
    })
    const [none, first] = told.filter((each) => each.phase === 'first plan')
    expect(none).toMatchObject({
      kind: 'no first plan',
      says: 'too many rules are tight; the first plan is the first that the search finds',
    })
    expect(first).toMatchObject({ kind: 'first plan', way: 'found', plan: { notes: [] } })
  })

  it('outlives a fault of the solver', async () => {
    const highs = await loadSolver()
    const broken: Highs = { ...highs, createModel: fault, withModel: fault } as never
    const solved = await solvePlan(generatedCompany({ ...large, items: 60 }), { highs: broken })
    if (solved.kind !== 'plan') throw new Error(solved.kind)
    expect(solved.plan.notes).toEqual([])
    expect(solved.plan.status).toMatchObject({
      kind: 'feasible',
      reason: 'the solver failed: memory access out of bounds; this is the first plan',
    })
  })

  it('of random companies obeys every rule, costs no less than the optimum, and that no less than the proven bound', async () => {
    let found = 0
    for (let seed = 1; seed <= 16; seed++) {
      const model = randomModel(seed)
      const built = buildProgram(instanceOf(model))
      const first = firstPlan(built)
      const solved = await solvePlan(model)
      if (solved.kind !== 'plan') continue
      if (solved.plan.status.kind === 'infeasible') expect(first, `seed ${seed}`).toBeUndefined()
      if (solved.plan.status.kind !== 'optimal' || model.objectives?.some((each) => each !== 'money')) continue
      const optimum = model.objective === 'margin' ? -solved.plan.objective : solved.plan.objective
      const slack = 1e-6 * Math.max(1, Math.abs(optimum))
      expect(boundOf(built.program, valuePrices(built, unitValues(built))), `seed ${seed}`).toBeLessThan(
        optimum + slack,
      )
      if (!first) continue
      found++
      if (!model.stock?.some((each) => each.safetyStock !== undefined && each.safetyStockCost === undefined))
        expect(first.objective, `seed ${seed}`).toBeGreaterThan(optimum - slack)
    }
    expect(found).toBeGreaterThan(3)
  })
})

function fault(): never {
  throw new WebAssembly.RuntimeError('memory access out of bounds')
}
