import type { ChangeoverRow, ResourceRow } from '../model/plan-model.ts'
import type { Hold } from './fault.ts'
import { type Ledger, valueAt } from './ledger.ts'

/** A change of what a resource is set up for: into which recipe, in which period, and the row of the model that prices it. */
export interface Change {
  readonly resource: string
  readonly to: string
  readonly period: number
  readonly row: ChangeoverRow | undefined
}

/** Whether a resource keeps what it is set up for from one period to the next. */
export function isSequenced({ recipes }: Ledger, row: ResourceRow): boolean {
  const users = recipes.filter((each) => isOn(each.row, row.id)).length
  return row.changeovers !== undefined || (row.carryOver === true && users > 1)
}

/** Whether a recipe is made, or set up, on a resource. */
export function isOn(
  row: { hours?: Readonly<Record<string, number>>; setup?: { hours?: Readonly<Record<string, number>> } },
  id: string,
): boolean {
  return (row.hours?.[id] ?? 0) > 0 || (row.setup?.hours?.[id] ?? 0) > 0
}

/** Follows what each resource is set up for through the periods, and tells every change. */
export function changesOf(ledger: Ledger): Change[] {
  return (ledger.model.resources ?? []).flatMap((row) => {
    if (!isSequenced(ledger, row)) return []
    let state = row.setUp
    return (ledger.resources.get(row.id)?.sequence ?? []).flatMap((order, period) => {
      const entered = state === undefined ? order : order.slice(1)
      return entered.map((to) => {
        const change = { resource: row.id, to, period, row: priceOf(row.changeovers ?? [], state, to) }
        state = to
        return change
      })
    })
  })
}

function priceOf(rows: readonly ChangeoverRow[], from: string | undefined, to: string): ChangeoverRow | undefined {
  const exact = rows.find((each) => each.to === to && each.from !== undefined && each.from === from)
  return exact ?? rows.find((each) => each.to === to && each.from === undefined)
}

/** Each period begins with what the one before left; only what the resource is set up for is made; setups are the changes. */
export function checkSequences(ledger: Ledger, hold: Hold): void {
  const changes = changesOf(ledger)
  for (const row of ledger.model.resources ?? []) {
    if (!isSequenced(ledger, row)) continue
    const sequence = ledger.resources.get(row.id)!.sequence ?? []
    let state = row.setUp
    for (const t of ledger.periods) {
      const order = sequence[t] ?? []
      const fault = (says: string) => () => ({ kind: 'lot' as const, where: `${row.id} in ${ledger.names[t]}`, says })
      const follows = state === undefined || order[0] === state
      hold(() => (follows ? 0 : 1), 1, fault(`begins with ${order[0]}, not with ${state}`))
      for (const { row: recipe, line, id } of ledger.recipes) {
        if (!isOn(recipe, row.id)) continue
        const made = line.quantity[t]!
        hold(() => (made > 1e-6 && !order.includes(id) ? 1 : 0), 1, fault(`makes ${id} without being set up for it`))
        const entered = changes.filter((each) => each.resource === row.id && each.period === t && each.to === id).length
        hold(() => Math.abs(entered - (line.setups?.[t] ?? 0)), 1, fault(`changes ${entered} times to ${id}`))
      }
      state = order.at(-1) ?? state
    }
  }
}

/** Hours and money of the changes themselves, beside the setups of the recipes. */
export function changeHours(ledger: Ledger): { resource: string; period: number; hours: number; cost: number }[] {
  return changesOf(ledger).map(({ resource, period, row }) => ({
    ...{ resource, period, hours: row?.hours ?? 0 },
    cost: valueAt(row?.cost, period),
  }))
}
