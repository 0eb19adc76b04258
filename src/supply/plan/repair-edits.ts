import type { PlanModel } from '@drumbeat/planning'

type Repair = {
  path: string
  byPeriod: readonly { period: string; amount: number }[]
}

type RepairEdit =
  | { kind: 'demand'; item: string; site?: string; period: number; quantity: number }
  | { kind: 'capacity'; resource: string; period: number; hours: number }

/** A way out of a conflict as changes that can be tried at once: more hours, or less demand; null for rules that no cell holds. Pure. */
export function repairEdits({ path, byPeriod }: Repair, model: PlanModel): RepairEdit[] | null {
  const row = Number(/\[(\d+)\]/.exec(path)?.[1] ?? Number.NaN)
  const places = byPeriod.map(({ period, amount }) => ({ t: periodsOf(model).indexOf(period), amount }))
  if (places.length === 0 || places.some(({ t }) => t < 0)) return null
  const resource = /^resources\[\d+\][.]capacity$/.test(path) ? model.resources?.[row] : undefined
  if (resource)
    return places.map(({ t, amount }) => ({
      ...{ kind: 'capacity', resource: resource.id, period: t + 1 },
      hours: valueAt(resource.capacity ?? null, t) + amount,
    }))
  const demand = /^demand\[\d+\]$/.test(path) ? model.demand?.[row] : undefined
  if (!demand) return null
  return places.map(({ t, amount }) => ({
    ...{ kind: 'demand', item: demand.item, ...(demand.site && { site: demand.site }), period: t + 1 },
    quantity: Math.max(0, valueAt(demand.quantity, t) - amount),
  }))
}

function periodsOf({ periods }: PlanModel): string[] {
  if (typeof periods === 'number') return Array.from({ length: periods }, (_, t) => `P${t + 1}`)
  return periods.map((each) => (typeof each === 'string' ? each : each.id))
}

function valueAt(series: number | readonly (number | null)[] | null, t: number): number {
  return (typeof series === 'number' || series === null ? series : series[t]) ?? 0
}
