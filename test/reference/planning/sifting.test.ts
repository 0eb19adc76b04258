import { expect, it } from 'vitest'
import { generatedCompany } from '../../../bench/planning/generated-company.ts'
import { firstPlan } from '../../../packages/planning/src/construction/first-plan.ts'
import { instanceOf } from '../../../packages/planning/src/instance/instance.ts'
import { buildProgram } from '../../../packages/planning/src/program/build.ts'
import { obeys } from '../../../packages/planning/src/program/proof.ts'
import { loadSolver, modelData } from '../../../packages/planning/src/solving/highs.ts'
import { sifted } from '../../../packages/planning/src/solving/sifting/sift.ts'
import { randomModel } from './random-model.ts'

it('sifting finds the optimum of the whole program, proves it, and leaves a basis that the solver calls optimal', async () => {
  const highs = await loadSolver()
  for (const [seed, sites] of [
    [1, 1],
    [2, 3],
    [3, 2],
  ]) {
    const built = buildProgram(
      instanceOf(generatedCompany({ items: 40, periods: 12, resources: 5, sites: sites! }, seed)),
    )
    const found = sifted({ highs, built, first: firstPlan(built)!, options: {} })!
    expect(found.kind).toBe('optimal')
    expect(obeys(built.program, found.values!)).toBe(true)
    const whole = highs.withModel(modelData(built.program), (model) => {
      model.options.set({ output_flag: false })
      model.setBasis(found.basis!)
      model.run()
      const pivots = Number(model.info.get('simplex_iteration_count'))
      model.clearSolver()
      model.run()
      return { pivots, objective: model.getObjectiveValue() }
    })
    expect(whole.pivots).toBeLessThanOrEqual(20)
    expect(Math.abs(found.objective / whole.objective - 1)).toBeLessThan(1e-9)
    const near = sifted({ highs, built, first: firstPlan(built)!, options: { gap: 0.01 } })!
    expect(near.gap).toBeLessThanOrEqual(0.01)
    expect(near.objective * (1 - near.gap)).toBeLessThanOrEqual(whole.objective * (1 + 1e-9))
  }
})

it('sifting agrees with the whole program on random linear companies wherever it answers', async () => {
  const highs = await loadSolver()
  let compared = 0
  for (let seed = 1; seed <= 80; seed++) {
    const built = buildProgram(instanceOf(randomModel(seed)))
    const first = built.program.integers === 0 ? firstPlan(built) : undefined
    const found = first && sifted({ highs, built, first, options: {} })
    if (!found) continue
    compared++
    const whole = highs.withModel(modelData(built.program), (model) => {
      model.options.set({ output_flag: false })
      model.run()
      return model.getObjectiveValue()
    })
    expect(Math.abs(found.objective - whole), `seed ${seed}`).toBeLessThan(1e-6 * Math.max(1, Math.abs(whole)))
  }
  expect(compared).toBeGreaterThan(10)
})
