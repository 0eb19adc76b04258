import { checkPlan } from '@drumbeat/planning'
import { expect, it } from 'vitest'
import { everywhere } from '../../../bench/planning/everywhere.ts'
import { generatedCompany } from '../../../bench/planning/generated-company.ts'
import { instanceOf } from '../../../packages/planning/src/instance/instance.ts'
import { openPlan } from '../../../packages/planning/src/live/open-plan.ts'
import { buildProgram } from '../../../packages/planning/src/program/build.ts'
import { boundOf } from '../../../packages/planning/src/program/proof.ts'
import { solvePlan } from '../../../packages/planning/src/solve-plan.ts'
import { interiorPays, linearStart } from '../../../packages/planning/src/solving/linear-start.ts'
import { boundingPrices } from '../../../packages/planning/src/solving/sifting/bounding-prices.ts'

const size = { items: 46, periods: 24, resources: 9 }

it('a network in which all sites make everything is solved by the interior-point method to a vertex that weak duality proves', async () => {
  const model = everywhere(size, 1)
  const built = buildProgram(instanceOf(model))
  const { program } = built
  const solved = await solvePlan(model)
  if (solved.kind !== 'plan') throw new Error(solved.kind)
  expect(solved.plan.status).toMatchObject({ kind: 'optimal', gap: 0 })
  expect(checkPlan(model, solved.plan).violations).toEqual([])
  const { values, rowPrices } = solved.prices!.found
  const bound = boundOf(program, boundingPrices(built, rowPrices!), { values: values!, tolerance: 1e-7 })
  expect(Math.abs(bound / solved.plan.objective - 1)).toBeLessThan(1e-9)
  const inside = values!.filter(
    (each, j) => Math.min(each - program.colLower[j]!, program.colUpper[j]! - each) > 1e-7,
  ).length
  expect(inside).toBeLessThanOrEqual(program.rows)
  expect(interiorPays(built)).toBe(true)

  const open = await openPlan(model)
  if (open.kind !== 'open') throw new Error(open.kind)
  const { opened } = open
  const first = opened.solve(opened.base)
  const edited = opened.solve(opened.edit(opened.base, [{ kind: 'demand', row: 0, period: 5, quantity: 60 }]))
  const undone = opened.solve(opened.base)
  opened.close()
  for (const { kind, objective } of [first, undone]) {
    expect(kind).toBe('optimal')
    expect(Math.abs(objective / solved.plan.objective - 1)).toBeLessThan(1e-9)
  }
  expect(edited.objective).toBeGreaterThan(first.objective)
  expect(edited.iterations).toBeLessThan(2000)
})

it('one plant with warehouses, or sites without lanes, is begun from a basis by the simplex', () => {
  const programs = [
    generatedCompany({ ...size, items: 80, sites: 3 }),
    { ...everywhere(size, 1), lanes: [] },
    generatedCompany({ ...size, items: 400 }),
  ].map((model) => buildProgram(instanceOf(model)))
  expect(programs.map(({ program }) => program.rows >= 12_000)).toEqual([true, true, true])
  expect(programs.map(interiorPays)).toEqual([false, false, false])
  expect(programs.map((each) => linearStart(each).basis !== undefined)).toEqual([true, true, true])
})
