import type { RecipeChangeRow, RecipeRow } from '../model/plan-model.ts'

/** What a row says of a start in a period, its changes up to then included. */
export interface RowIn {
  readonly leadTime: number
  /** In its place, days. */
  readonly leadDays: number | undefined
  readonly good: number
  readonly hours: Readonly<Record<string, number>>
  readonly components: NonNullable<RecipeRow['components']>
}

type Changing = { leadTime?: number; leadDays?: number; changes?: readonly RecipeChangeRow[] } & Pick<
  RecipeRow,
  'yield' | 'hours' | 'components'
>

/** Reads recipes, subcontracts, purchases and lanes alike: what a kind does not have, it does without. */
export function rowIn(row: object, t: number, names: readonly string[]): RowIn {
  const { leadTime = 0, leadDays, hours = {}, components = [], changes = [], ...rest } = row as Changing
  let now: RowIn = { leadTime, leadDays, good: rest.yield ?? 1, hours, components }
  const startOf = ({ from }: RecipeChangeRow) => (typeof from === 'number' ? from - 1 : names.indexOf(from))
  for (const change of [...changes].sort((a, b) => startOf(a) - startOf(b))) {
    if (startOf(change) > t) break
    now = {
      leadTime: change.leadTime ?? now.leadTime,
      leadDays: change.leadDays ?? now.leadDays,
      good: change.yield ?? now.good,
      hours: { ...now.hours, ...change.hours },
      components: change.components ?? now.components,
    }
  }
  return now
}
