import { sql } from 'kysely'
import type { Work } from '#platform/transaction.ts'
import { recordContracts } from '#supply/contract.ts'
import type { Asking } from './opened.ts'

const fullness = 0.8

/**
 * The files hold no routings: final assembly is given the hours of its location, and each finished item so many hours that last year's
 * volume filled 80 % of them, in proportion to standard cost. Answers what was assumed, in sentences.
 */
export async function assumeCapacity(work: Work, planner: Asking): Promise<string[]> {
  const { rows } = await sql<{ code: string; units: number; cost: number }>`
    select i.code, sum(o.quantity)::float8 as units, coalesce(max(d.standard_cost), 1)::float8 as cost
    from crm.order_line o join company.item i on i.id = o.item_id join supply.item_data d on d.id = i.id
    where o.ended_at is null and o.ordered_on >= '2013-02-01' and o.ordered_on < '2014-02-01'
      and exists (select 1 from supply.recipe_component c where c.assembly_id = i.id and c.ended_at is null)
    group by 1 order by 1`.execute(work.workspace.db)
  const hoursAWeek = 120
  const perCost = (hoursAWeek * 52 * fullness) / rows.reduce((sum, { units, cost }) => sum + units * cost, 0)
  await planner.call(recordContracts.resources!.add, {
    body: {
      name: 'Final Assembly',
      hoursPerDay: '24',
      daysPerWeek: '5',
      assumed: true,
      overtimeCostPerHour: '400',
      overtimeHoursPerDay: '4',
    } as never,
  })
  for (const { code, cost } of rows) {
    const hoursPerUnit = (perCost * cost).toFixed(6)
    await planner.call(recordContracts.operations!.add, {
      body: { item: code, sequence: 1, resource: 'Final Assembly', hoursPerUnit } as never,
    })
  }
  return [
    `Final Assembly works ${hoursAWeek} hours a week, and four hours of overtime a day cost 400 an hour.`,
    `The ${rows.length} finished items that are made take hours in proportion to their standard cost, so that last year filled ${fullness * 100} % of them.`,
    'Orders (to January 2014) and operations (to June 2014) come from two data sets whose days lie 153 days apart; open purchase and work orders were taken as they are.',
  ]
}
