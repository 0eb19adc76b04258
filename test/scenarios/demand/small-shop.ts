import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import { transact } from '#platform/transaction.ts'
import type { TestApp } from '../../harness/app.ts'

/** An order line as an import would write it. */
export type Line = {
  day: string
  item: string | null
  territory?: string | null
  quantity: string
  amount: string
  currency?: string
}

/** A shop with two families and two territories; its company counts in US dollars and calendar months. */
export type Shop = {
  ids: Record<string, string>
  /** Inserts lines and says so, as an import does. */
  order: (lines: Line[]) => Promise<void>
  /** Takes back all lines of one day. */
  retract: (day: string) => Promise<void>
}

/** Opens the shop: families Bikes (Road bike, Old bike until 2025-06-30) and Parts (Lamp), territories North and South. */
export async function openShop({ workspace, work }: TestApp): Promise<Shop> {
  const { db } = workspace
  const ids = Object.fromEntries(
    ['North', 'South', 'Bikes', 'Parts', 'Road bike', 'Old bike', 'Lamp'].map((name) => [name, newId()]),
  )
  const id = (name: string | null | undefined) => (name ? ids[name]! : null)
  await sql`update company.profile set currency = 'USD'`.execute(db)
  await sql`insert into company.territory (id, name) values (${id('North')}, 'North'), (${id('South')}, 'South')`.execute(
    db,
  )
  await sql`insert into company.family (id, name) values (${id('Bikes')}, 'Bikes'), (${id('Parts')}, 'Parts')`.execute(
    db,
  )
  await sql`insert into company.item (id, code, name, family_id, active_to) values
    (${id('Road bike')}, 'B1', 'Road bike', ${id('Bikes')}, null),
    (${id('Old bike')}, 'B0', 'Old bike', ${id('Bikes')}, '2025-06-30'),
    (${id('Lamp')}, 'P1', 'Lamp', ${id('Parts')}, null)`.execute(db)

  async function order(lines: Line[]): Promise<void> {
    await transact(work, async ({ tx, now, emit }) => {
      for (const line of lines) {
        await sql`insert into crm.order_line
          (id, identity, ordered_on, item_id, territory_id, quantity, amount, currency, recorded_at)
          values (${newId()}, ${newId()}, ${line.day}, ${id(line.item)}, ${id(line.territory)}, ${line.quantity},
            ${line.amount}, ${line.currency ?? 'USD'}, ${now})`.execute(tx)
      }
      await emit('crm.orders.imported', {})
    })
  }

  async function retract(day: string): Promise<void> {
    await transact(work, async ({ tx, now, emit }) => {
      await sql`update crm.order_line set ended_at = ${now} where ordered_on = ${day}`.execute(tx)
      await emit('crm.orders.retracted', {})
    })
  }
  return { ids, order, retract }
}

/** One line a month of an item in a territory, from January 2023 to the month of `until`, at ten dollars a piece. */
export function monthly(given: {
  item: string
  territory: string
  until: string
  quantity: (month: number) => number
}): Line[] {
  const lines: Line[] = []
  for (let month = 0; ; month++) {
    const day = `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
    if (day > given.until) return lines
    const quantity = given.quantity(month)
    if (quantity > 0) lines.push({ ...given, day, quantity: String(quantity), amount: `${quantity * 10}.10` })
  }
}

const working = new WeakSet<object>()

/** Carries out jobs until the queue itself holds none that waits or runs. */
export async function settled({ workspace }: Pick<TestApp, 'workspace'>): Promise<void> {
  if (!working.has(workspace)) await workspace.jobs.work(workspace)
  working.add(workspace)
  for (;;) {
    const { rows } = await sql`select 1 from pgboss.job where state in ('created', 'retry', 'active') limit 1`.execute(
      workspace.db,
    )
    if (rows.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
