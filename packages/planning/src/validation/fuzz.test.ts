import { expect, it } from 'vitest'
import { random } from '../risk/random.ts'
import { solvePlan } from '../solve-plan.ts'

const seedModel = {
  periods: 3,
  sites: ['n', 's'],
  items: [{ id: 'a', volume: 1 }, 'b'],
  stock: [{ item: 'a', site: 'n', opening: 5, holdingCost: [1, 2, 3], safetyStock: 3, shelfLife: 1, disposalCost: 1 }],
  demand: [{ item: 'a', site: 's', quantity: [5, 6, 7], price: 20, backlogCost: 2, endBacklog: 0, lostSaleCost: 30 }],
  recipes: [
    {
      item: 'a',
      site: 'n',
      components: [{ item: 'b', quantity: 2 }],
      hours: { m: 1, fitters: 1 },
      setup: { cost: 3 },
      lot: { min: 2 },
      leadTime: 0,
    },
  ],
  purchases: [{ item: 'b', site: 'n', price: 2, leadTime: 0, commitment: 2 }],
  lanes: [{ from: 'n', to: 's', cost: 1, leadTime: 0, capacity: 9 }],
  resources: [{ id: 'm', capacity: 20, overtime: { costPerHour: 3, maxHours: 4 } }],
  workforce: [{ id: 'fitters', opening: 2, hoursPerWorker: 8, wage: 3, integer: true }],
  budgets: [{ kind: 'cash', max: 900 }],
  promotions: [{ item: 'a', period: 2, uplift: 0.1, pullForward: { share: 0.1, periods: 1 } }],
  previous: [{ source: 'a', quantity: 4 }],
  fences: { slushy: 1, slushyShare: 0.9, changeCost: 1 },
}
const strange: readonly unknown[] = [
  null,
  -1,
  0,
  1e300,
  1e-300,
  '',
  'zz',
  [],
  {},
  true,
  [1],
  [null, null, null],
  1.5,
  '__proto__',
  4e9,
  [[1]],
  0.1,
]

it('answers every mutation of a model, and never throws', async () => {
  const { uniform } = random(11)
  const kinds = new Map<string, number>()
  for (let k = 0; k < 800; k++) {
    const model = structuredClone(seedModel)
    for (let edits = 1 + Math.floor(uniform() * 2); edits > 0; edits--) mutate(model)
    const solved = await solvePlan(model, { timeLimit: 2 })
    kinds.set(solved.kind, (kinds.get(solved.kind) ?? 0) + 1)
    if (solved.kind === 'invalid') for (const each of solved.problems) expect(each.wayOut).not.toBe('')
    if (solved.kind === 'plan') expect([solved.plan.notes, JSON.stringify(model)]).toEqual([[], JSON.stringify(model)])
  }
  expect(kinds.get('invalid')).toBeGreaterThan(150)
  expect(kinds.get('plan')).toBeGreaterThan(25)

  function mutate(node: unknown): void {
    const holder = node as Record<string, unknown>
    const names = Object.keys(holder)
    if (names.length === 0) return
    const name = names[Math.floor(uniform() * names.length)]!
    const value = holder[name]
    if (typeof value === 'object' && value !== null && uniform() < 0.8) {
      mutate(value)
      return
    }
    if (uniform() < 0.2) delete holder[name]
    else holder[name] = strange[Math.floor(uniform() * strange.length)]
  }
})
