import { type Edit, openPlan, type PlanModel, solvePlan } from '@drumbeat/planning'
import { expect, test } from 'vitest'
import { solverEdits } from '../questions/edits.ts'
import { repairEdits } from './repair-edits.ts'

test('each way out of a conflict, tried as changes, leaves a plan that keeps every rule', async () => {
  const model: PlanModel = {
    periods: ['Jan', 'Feb'],
    items: ['chair'],
    stock: [{ item: 'chair', opening: 5 }],
    resources: [{ id: 'press', capacity: [10, 20] }],
    recipes: [{ item: 'chair', leadTime: 0, hours: { press: 1 } }],
    demand: [{ item: 'chair', quantity: [18, 12] }],
  }
  const solved = await solvePlan(model, { explain: true })
  const repairs = solved.kind === 'plan' ? (solved.conflict?.repairs ?? []) : []
  expect(repairs.map(({ path }) => path).sort()).toEqual(['demand[0]', 'resources[0].capacity'])
  const open = await openPlan(model)
  if (open.kind !== 'open') throw new Error('not open')
  const { base, edit, solve, close } = open.opened
  expect(solve(base).kind).toBe('infeasible')
  for (const repair of repairs) {
    const edits = repairEdits(repair, model)!.flatMap((each) => solverEdits(each, model) as Edit[])
    expect(solve(edit(base, edits)).kind).toBe('optimal')
  }
  expect(repairEdits({ path: 'stock[0].max', byPeriod: [{ period: 'Jan', amount: 1 }] }, model)).toBeNull()
  close()
})
