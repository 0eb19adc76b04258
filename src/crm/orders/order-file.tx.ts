import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import type { ProblemGroup } from '#platform/importing/mapping.ts'
import { laterEnds, takeOut, undoEnds } from '#platform/importing/staged.tx.ts'
import { compareOrders, nothingThere } from './compare-orders.tx.ts'

const columns = [
  'order_number',
  'line_number',
  'ordered_on',
  'account',
  'item',
  'territory',
  'owner',
  'channel',
  'promotion',
  'quantity',
  'amount',
  'currency',
  'due_on',
  'shipped_on',
  'shipped_quantity',
]
const targets = [
  'order_number',
  'line_number',
  'ordered_on',
  'account_id',
  'item_id',
  'territory_id',
  'owner_id',
  'channel',
  'promotion',
  'quantity',
  'amount',
  'currency',
  'due_on',
  'shipped_on',
  'shipped_quantity',
]

/** How a file of order lines becomes order lines, and how that is taken back. */
export const orderRows: Rows = {
  apply: applyOrderLines,
  later: (tx, { importId }) => laterEnds(tx, { table: 'crm.order_line', importId }),
  undo: (tx, input) => undoEnds(tx, { table: 'crm.order_line', ...input }),
}

/** Puts staged order lines into the books: new ones begin, changed ones replace what stood, equal ones are left alone. */
async function applyOrderLines(tx: Tx, input: Applying): Promise<Applied> {
  const groups = await settleIdentities(tx, input)
  const read = sql.join(columns.map((name) => sql`s.${sql.ref(name)}`))
  const stood = sql.join(targets.map((name) => sql`o.${sql.ref(name)}`))
  const known = await sql<{
    any: boolean
  }>`select exists (select 1 from crm.order_line where ended_at is null) as any`.execute(tx)
  const overlap = known.rows[0]?.any ? await compareOrders(tx, input) : nothingThere
  let changed = 0
  if (known.rows[0]?.any) {
    const ended =
      await sql`update crm.order_line o set ended_at = ${input.now}, ended_by = ${input.importId} from staged s
      where o.identity = s.identity and o.ended_at is null and not s.is_out and (${read}) is distinct from (${stood})`.execute(
        tx,
      )
    changed = Number(ended.numAffectedRows ?? 0)
  }
  const unknown = known.rows[0]?.any
    ? sql`and not exists (select 1 from crm.order_line o where o.identity = s.identity and o.ended_at is null)`
    : sql``
  const rows = sql`from staged s where not s.is_out ${unknown} ${overlap.skipped}`
  const rowsIn = input.dryRun ? await countOf(tx, rows) : await insert(tx, { input, rows, read })
  const replaced = Math.min(overlap.replaced, rowsIn - changed)
  return {
    rowsNew: rowsIn - changed - replaced,
    rowsChanged: changed + replaced,
    groups,
    findings: [...overlap.findings, ...withoutQuantity(input)],
    totals: await totals(tx),
    asks: overlap.asks,
  }
}

/** Lines without a quantity count as one piece each, which is said: a column of quantities may have gone unnoticed. */
function withoutQuantity({ mapping }: Applying): string[] {
  const free = mapping.columns.filter(({ field }) => field === null).map(({ column }) => `"${column}"`)
  if (mapping.columns.some(({ field }) => field === 'quantity')) return []
  const unused = free.length > 0 ? ` ${free.slice(0, 5).join(', ')} ${free.length === 1 ? 'is' : 'are'} not used.` : ''
  return [`No column is called a quantity: each line counts as one piece.${unused}`]
}

/** Ids follow from the import and the row: cheap, ordered, and the same if the load has to be done again. */
async function insert(
  tx: Tx,
  { input, rows, read }: { input: Applying; rows: ReturnType<typeof sql>; read: ReturnType<typeof sql> },
): Promise<number> {
  const inserted = await sql`
    insert into crm.order_line (id, identity, import_id, recorded_at, ${sql.join(targets.map((name) => sql.ref(name)))})
    select (${input.importId.slice(0, 24)} || lpad(to_hex(s.row_number), 12, '0'))::uuid, s.identity, ${input.importId}, ${input.now}, ${read}
    ${rows} order by s.row_number`.execute(tx)
  return Number(inserted.numAffectedRows ?? 0)
}

async function countOf(tx: Tx, rows: ReturnType<typeof sql>): Promise<number> {
  const counted = await sql<{ rows: number }>`select count(*) as rows ${rows}`.execute(tx)
  return counted.rows[0]?.rows ?? 0
}

/** With a key, its second row is a mistake; without one, each row is a line of its own until it is compared with what is there. */
async function settleIdentities(tx: Tx, input: Applying): Promise<ProblemGroup[]> {
  if (input.identityFields.length === 0) {
    await sql`update staged as s set identity = md5(${input.importId} || s.row_number)::uuid where not is_out`.execute(
      tx,
    )
    return []
  }
  const repeated = sql`select identity from staged where not is_out group by identity having count(*) > 1`
  const group = await takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select row_number, row_number() over (partition by identity order by row_number) as occurrence
      from staged where not is_out and identity in (${repeated})) as n where occurrence > 1)`,
    column: input.columnOf(input.identityFields[0]!),
    value: sql`concat_ws('-', ${sql.join(input.identityFields.map((field) => sql`s.${sql.ref(field)}`))})`,
    kind: 'repeated key',
    reason: 'an earlier row of this file has the same key',
  })
  return group ? [group] : []
}

async function totals(tx: Tx): Promise<Applied['totals']> {
  const { rows } = await sql<{ currency: string; amount: string; lines: number; from: string; to: string }>`
    select currency, round(sum(amount), coalesce((select c.minor_digits from company.currency c where c.code = currency), 2))::text as amount, count(*) as lines, min(ordered_on) as "from", max(ordered_on) as "to"
    from staged where not is_out group by currency order by currency`.execute(tx)
  return rows.flatMap((row) => [
    { label: `Order lines in ${row.currency}`, value: String(row.lines) },
    { label: `Worth in ${row.currency}`, value: row.amount },
    { label: 'From', value: row.from },
    { label: 'To', value: row.to },
  ])
}
