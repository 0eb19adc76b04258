import { formatDay, parseDay } from '@drumbeat/periods'
import type { DemoWorld } from '#platform/registry.ts'
import type { Facts } from '../cycle/act.ts'
import { factsFrom } from '../cycle/facts.ts'
import { type CycleState, cellKey, monthAfter, monthsOf } from '../cycle/state.ts'
import { swing } from './invent.ts'

type Plan = Pick<CycleState, 'month' | 'firstMonth' | 'horizon' | 'minorDigits'>

/** What the demo company knew when a cycle began: a seasonal forecast from what had been sold by then. */
export function demoFacts(world: DemoWorld, plan: Plan, past: readonly CycleState[]): Facts {
  const closed = plan.firstMonth
  const sold = world.sold.filter(({ month }) => month < closed && month >= monthAfter(closed, -48))
  const families = [...world.families].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ id }) => id)
  const units = new Map(sold.map((each) => [cellKey(each), each.units]))
  const total = sold.reduce((sum, each) => sum + each.units, 0)
  const ends = monthAfter(closed, plan.horizon)
  return factsFrom(plan, {
    families,
    sold: sold.map(({ minor, ...each }) => ({ ...each, amount: (minor / 100).toFixed(2) })),
    statistical: families.map((familyId) => ({ familyId, ...seasonal(units, familyId, plan) })),
    deals: [],
    budget: world.budget
      .filter(({ month }) => month >= closed && month < ends)
      .map((row) => ({ familyId: row.family_id, month: row.month, units: row.units, amountMinor: row.amount_minor })),
    past,
    listPrices: new Map(),
    closedTo: formatDay(parseDay(closed)! - 1),
    totals: { lines: String(total), history: String(total), leftOut: '0' },
    masterData: { items: world.items.length, incomplete: 0, share: 1 },
    negativeStock: null,
    exceptions: demoExceptions(world, plan.month),
  })
}

/** The month of a year before with the growth of the last half year; ranges widen with the distance. */
function seasonal(units: Map<string, number>, familyId: string, plan: Plan) {
  const at = (month: string) => units.get(cellKey({ familyId, month })) ?? 0
  const back = [1, 2, 3, 4, 5, 6].map((months) => monthAfter(plan.firstMonth, -months))
  const before = back.reduce((sum, month) => sum + at(monthAfter(month, -12)), 0)
  const growth = before > 0 ? back.reduce((sum, month) => sum + at(month), 0) / before : 1
  const mean: number[] = []
  const months = monthsOf(plan)
  for (const [ahead, month] of months.entries()) {
    const lastYear = ahead >= 12 ? mean[ahead - 12]! : at(monthAfter(month, -12))
    mean.push(lastYear * (ahead >= 12 ? 1 : Math.min(1.4, Math.max(0.7, growth))))
  }
  const width = (ahead: number) => 0.1 + 0.02 * Math.sqrt(ahead)
  return {
    startsOn: months,
    mean,
    lo80: mean.map((value, ahead) => value * (1 - width(ahead))),
    hi80: mean.map((value, ahead) => value * (1 + width(ahead))),
  }
}

function demoExceptions(world: DemoWorld, month: string): Facts['exceptions'] {
  const items = [...world.items].sort((a, b) => swing('exception', month, a.code) - swing('exception', month, b.code))
  const says = [
    'its forecast is off by 38 %, the naive one by 31 %',
    'its forecast leans by 14 %',
    'its forecast moved by 9 % since the run before',
    'it is ending',
  ]
  return says.map((text, at) => {
    const item = items[at]!
    const kind = ['accuracy', 'bias', 'change', 'ending'][at]!
    return { id: `${kind}:item:${item.id}`, kind, name: item.name, says: text }
  })
}
