import type { PlanModel } from '@drumbeat/planning'

type Row =
  | NonNullable<PlanModel['recipes']>[number]
  | NonNullable<PlanModel['purchases']>[number]
  | NonNullable<PlanModel['lanes']>[number]
type Recipe = NonNullable<PlanModel['recipes']>[number]

/** A row of a model as it holds for what is started in a period (from 0), its changes up to then included. */
export function rowIn<Kind extends Pick<Row, 'leadTime' | 'leadDays' | 'changes'>>(row: Kind, t: number): Kind {
  if (!row.changes?.length) return row
  const now = { ...row } as Kind & Pick<Recipe, 'hours'>
  for (const { from, hours, ...values } of row.changes as NonNullable<Recipe['changes']>) {
    if (Number(from) - 1 > t) break
    Object.assign(now, values, hours && { hours: { ...now.hours, ...hours } })
  }
  return now
}
