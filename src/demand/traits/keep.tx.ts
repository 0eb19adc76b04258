import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { View } from '../forecasts/forecasts.sql.ts'
import type { Trait } from './traits.sql.ts'
import type { Widths } from './widths.ts'

/** Keeps what was learned as of some days, in place of what was learned otherwise as of the same. */
export async function keepTraits(work: Work, { grain, measure }: View, learned: readonly Trait[]): Promise<void> {
  await transact(work, async ({ tx, now, audit }) => {
    await sql`
      insert into demand.trait (grain, measure, closed_to, basis, prior, items, demands, learned_at)
      select ${grain}, ${measure}, x."closedTo", x.basis, x.prior, x.items, x.demands, ${now}
      from jsonb_to_recordset(${JSON.stringify(learned)}::jsonb)
        as x ("closedTo" date, basis text, prior jsonb, items int, demands int)
      on conflict (grain, measure, closed_to) do update set basis = excluded.basis, prior = excluded.prior,
        items = excluded.items, demands = excluded.demands, widths = null, learned_at = excluded.learned_at`.execute(tx)
    const days = learned.map(({ closedTo }) => closedTo).sort()
    const summary = `Learned what items have in common in ${measure} by ${grain}, as of ${days.join(', ')}`
    await audit({ command: 'demand.learn-traits', noun: 'demand', summary })
  })
}

/** Keeps by how much ranges are scaled as of a day; what is kept already stays. */
export async function keepWidths(
  tx: Tx,
  { grain, measure, closedTo, widths }: View & { closedTo: string; widths: Widths },
): Promise<void> {
  await sql`
    update demand.trait set widths = ${JSON.stringify(widths)}::jsonb
    where grain = ${grain} and measure = ${measure} and closed_to = ${closedTo} and widths is null`.execute(tx)
}
