import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { laterEnds, takeOut, undoEnds } from '#platform/importing/staged.tx.ts'

/** How a file of budget lines sets the budget, and how that is taken back. */
export const budgetRows: Rows = {
  apply: applyBudget,
  later: (tx, { importId }) => laterEnds(tx, { table: 'goals.budget', importId }),
  undo: (tx, input) => undoEnds(tx, { table: 'goals.budget', ...input }),
}

async function applyBudget(tx: Tx, input: Applying): Promise<Applied> {
  const month = sql`date_trunc('month', s.month)::date`
  const repeated = await takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select o.row_number, row_number() over
      (partition by o.family, date_trunc('month', o.month) order by o.row_number) as nth from staged o where not o.is_out) as n where nth > 1)`,
    column: input.columnOf('month'),
    value: sql`s.month`,
    kind: 'repeated key',
    reason: 'an earlier row of this file sets the same family and month',
  })
  const same = sql`b.family_id = s.family and b.month = ${month} and b.ended_at is null`
  const currency = sql`coalesce(s.currency, ${input.currency})`
  const changed = await sql`update goals.budget b set ended_at = ${input.now}, ended_by = ${input.importId}
    from staged s where not s.is_out and ${same}
      and (b.amount_minor, b.currency, b.units) is distinct from (s.amount, ${currency}, s.units)`.execute(tx)
  const inserted = await sql`
    insert into goals.budget (id, family_id, month, units, amount_minor, currency, import_id, recorded_at)
    select gen_random_uuid(), s.family, ${month}, s.units, s.amount, ${currency}, ${input.importId}, ${input.now}
    from staged s where not s.is_out and not exists (select 1 from goals.budget b where ${same})`.execute(tx)
  const rowsChanged = Number(changed.numAffectedRows ?? 0)
  const worth = await sql<{ currency: string; total: string }>`
    select b.currency, (sum(b.amount_minor) / 10::numeric ^ max(c.minor_digits))::numeric(19, 2)::text as total
    from goals.budget b join company.currency c on c.code = b.currency
    where b.import_id = ${input.importId} and b.ended_at is null group by b.currency order by b.currency`.execute(tx)
  return {
    rowsNew: Number(inserted.numAffectedRows ?? 0) - rowsChanged,
    rowsChanged,
    groups: repeated ? [repeated] : [],
    findings: [],
    totals: worth.rows.map(({ currency: code, total }) => ({ label: `Budget in ${code}`, value: total })),
  }
}
