/** A change of one thing in one period (from 1, or all where it is left out). */
export type Edit =
  | { readonly kind: 'demand'; readonly row: number; readonly period: number; readonly quantity: number }
  | { readonly kind: 'capacity'; readonly resource: string; readonly period?: number; readonly hours: number }
  | { readonly kind: 'cost'; readonly source: string; readonly period?: number; readonly cost: number }
  /** Fixes what is started of a source; null lets it free again. */
  | { readonly kind: 'lock'; readonly source: string; readonly period?: number; readonly quantity: number | null }
  | { readonly kind: 'allDemand'; readonly factor: number }

/** The value of a lock cell where nothing is locked. */
export const noLock = Number.POSITIVE_INFINITY

/** Lists the cells that an edit sets, as key and value; scenarios differ by such cells only. */
export function cellsSetBy(edit: Edit, demand: readonly (readonly number[])[], periods: number): [string, number][] {
  if (edit.kind === 'demand') return [[`demand/${edit.row}/${edit.period}`, edit.quantity]]
  if (edit.kind === 'allDemand')
    return demand.flatMap((row, d) =>
      row.map((quantity, t): [string, number] => [`demand/${d}/${t + 1}`, quantity * edit.factor]),
    )
  const span = edit.period === undefined ? Array.from({ length: periods }, (_, t) => t + 1) : [edit.period]
  if (edit.kind === 'capacity') return span.map((t) => [`capacity/${edit.resource}/${t}`, edit.hours])
  if (edit.kind === 'lock') return span.map((t) => [`lock/${edit.source}/${t}`, edit.quantity ?? noLock])
  return span.map((t) => [`cost/${edit.source}/${t}`, edit.cost])
}
