import type { Instance } from '../instance/instance-parts.ts'
import type { Limit, StockRow } from '../model/plan-model.ts'
import type { Kind } from '../program/program.ts'

/** What a rule is about: the kind of its row or column, the number of the thing, and which side of it gives way. */
export interface Tag {
  readonly kind: Kind
  readonly ref: number
  readonly period: number
  readonly direction?: 1 | -1
}

export function isOver({ direction }: Tag): boolean {
  return direction !== -1
}

/** The field of the row that limits the stock: the target of the end in the last period, where it is the one that binds. */
export function stockField({ model, points, periods }: Instance, tag: Tag): string {
  const { item, site } = points[tag.ref]!
  const row = model.stock?.find((each) => each.item === item && (each.site ?? site) === site)
  const own = isOver(tag) ? 'max' : 'min'
  const last = tag.period === periods.length - 1
  return last && row?.endStock !== undefined && (row[own] === undefined || !isTighter(row, tag)) ? 'endStock' : own
}

/** Whether the limit of every period is tighter than what the end asks for. */
function isTighter(row: StockRow, tag: Tag): boolean {
  const end = typeof row.endStock === 'number' ? { atLeast: row.endStock } : (row.endStock ?? {})
  const own = lastOf(isOver(tag) ? row.max : row.min)
  if (own === undefined) return false
  return isOver(tag)
    ? own < Math.min(end.atMost ?? Number.POSITIVE_INFINITY, end.exactly ?? Number.POSITIVE_INFINITY)
    : own > Math.max(end.atLeast ?? 0, end.exactly ?? 0)
}

export function backlogField({ model, periods }: Instance, tag: Tag): string {
  const row = model.demand![tag.ref]!
  const last = tag.period === periods.length - 1
  const own = lastOf(row.maxBacklog)
  return last && typeof row.endBacklog === 'number' && (own === undefined || row.endBacklog <= own)
    ? 'endBacklog'
    : 'maxBacklog'
}

export function workerField({ model, capacities, periods }: Instance, tag: Tag): string {
  const row = model.workforce?.find((each) => each.id === capacities[tag.ref]!.id)
  if (row?.endWorkers !== undefined && tag.period === periods.length - 1) return 'endWorkers'
  return isOver(tag) ? 'max' : 'min'
}

/** Most of a source: its own limit, or the largest lot where that is what there is. */
export function startField({ sources }: Instance, tag: Tag): string {
  if (!isOver(tag)) return 'min'
  const { lot, max } = sources[tag.ref]!
  return lot.max !== undefined && max[tag.period] === lot.max ? 'lot.max' : 'max'
}

export function lastOf(values: Limit | undefined): number | undefined {
  return (typeof values === 'object' ? values?.at(-1) : values) ?? undefined
}
