import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applying } from '#platform/importing/file-kind.ts'
import type { Question } from '#platform/importing/mapping.ts'

/** What a file of order lines means for the orders that are there already. */
export type Overlap = {
  /** Lines that ended because the file has others for their orders. */
  replaced: number
  /** SQL over `s` that leaves out staged lines which are not to go in. */
  skipped: RawBuilder<unknown>
  findings: string[]
  asks: Question[]
}

/** No order is there yet. */
export const nothingThere: Overlap = { replaced: 0, skipped: sql``, findings: [], asks: [] }

/** What makes a line what it is, beside the number of its order and line. */
const content = [
  ['ordered_on', 'ordered_on'],
  ['account', 'account_id'],
  ['item', 'item_id'],
  ['territory', 'territory_id'],
  ['owner', 'owner_id'],
  ['channel', 'channel'],
  ['promotion', 'promotion'],
  ['quantity', 'quantity'],
  ['amount', 'amount'],
  ['currency', 'currency'],
] as const

type Counts = { orders: number; lines: number; amount: string; storedLines: number; storedAmount: string; news: number }

/**
 * Compares lines without a number of their own with what is there, order by order (day by day where there is no order
 * number). Equal lines are known again, whatever the file's headers, the order of its columns and its way of writing
 * numbers. Orders of which only some lines are equal are asked about: the file may correct them, or add to them.
 */
export async function compareOrders(tx: Tx, input: Applying): Promise<Overlap> {
  const isMapped = input.mapping.columns.some((column) => column.field === 'order_number')
  const hasOrders = isMapped && (await sharesOrders(tx))
  if (input.identityFields.length > 0 && !hasOrders) return nothingThere
  await writeSides(tx, { hasOrders, withoutNumber: isMapped, isKeyed: input.identityFields.length > 0 })
  await pairEqualLines(tx)
  const counts = await count(tx, hasOrders)
  const answer = input.mapping.answers[overlapId]
  if (counts.orders === 0 || (!hasOrders && counts.lines === 0)) return { ...nothingThere, skipped: unpaired }
  if (!isAnswer(answer)) return { ...nothingThere, skipped: unpaired, asks: [question(counts, hasOrders)] }
  return settled(tx, input, { answer, counts, hasOrders })
}

/** Whether any order of the file is here; lines that came without order numbers are compared day by day. */
async function sharesOrders(tx: Tx): Promise<boolean> {
  // Both sides are read once: a search that stops at the first match goes through every pair where there is none.
  const { rows } = await sql`
    select 1 from (
      select order_number from staged where not is_out
      intersect select order_number from crm.order_line where ended_at is null
    ) shared where order_number is not null limit 1`.execute(tx)
  return rows.length > 0
}

const overlapId = 'here:overlap'
const unpaired = sql`and not exists (select 1 from order_side f where f.row_number = s.row_number and f.is_paired)`

type Answer = 'replace' | 'add' | 'new'

function isAnswer(text: string | undefined): text is Answer {
  return text === 'replace' || text === 'add' || text === 'new'
}

/** The lines of the file and the lines that stand, of the orders that both know. Lines that a key knows again are not compared. */
async function writeSides(
  tx: Tx,
  { hasOrders, withoutNumber, isKeyed }: { hasOrders: boolean; withoutNumber: boolean; isKeyed: boolean },
): Promise<void> {
  const given = content.filter(([field]) => field !== 'currency').map(([field, column]) => [field, column] as const)
  const key = (side: 'file' | 'stored') =>
    sql.join(
      [...given, ['currency', 'currency'] as const].map(([field, column]) =>
        sql.ref(side === 'file' ? `s.${field}` : `o.${column}`),
      ),
    )
  const byOrder = (order: string, day: string) => (hasOrders ? sql.ref(order) : sql`${sql.ref(day)}::text`)
  const current = sql`o.ended_at is null ${!hasOrders && withoutNumber ? sql`and o.order_number is null` : sql``}`
  const lineKnown = isKeyed
    ? sql`and not exists (select 1 from staged k where k.identity = o.identity and not k.is_out)`
    : sql``
  await sql`drop table if exists pg_temp.order_side, pg_temp.order_stood`.execute(tx)
  await sql`create temp table order_stood on commit drop as
    select o.id, ${byOrder('o.order_number', 'o.ordered_on')} as shared, o.amount, o.quantity, row(${key('stored')})::text as content,
      row_number() over (partition by ${byOrder('o.order_number', 'o.ordered_on')}, row(${key('stored')})::text order by o.id) as nth, false as is_paired
    from crm.order_line o where ${current} ${lineKnown} ${isKeyed ? sql`and o.line_number is null` : sql``}
      and ${byOrder('o.order_number', 'o.ordered_on')} in (select ${byOrder('s.order_number', 's.ordered_on')} from staged s where not s.is_out)`.execute(
    tx,
  )
  await sql`create temp table order_side on commit drop as
    select s.row_number, ${byOrder('s.order_number', 's.ordered_on')} as shared, s.amount, row(${key('file')})::text as content,
      row_number() over (partition by ${byOrder('s.order_number', 's.ordered_on')}, row(${key('file')})::text order by s.row_number) as nth, false as is_paired
    from (select row_number, is_out, identity, order_number, ordered_on, account, item, territory, owner, channel, promotion,
        quantity::numeric(19,6) as quantity, amount::numeric(19,6) as amount, currency from staged) s
    where not s.is_out ${isKeyed ? sql`and not exists (select 1 from crm.order_line o where o.identity = s.identity and o.ended_at is null)` : sql``}
      and ${byOrder('s.order_number', 's.ordered_on')} in (select shared from order_stood)`.execute(tx)
}

/** The third of three equal lines is the third of those that stand. */
async function pairEqualLines(tx: Tx): Promise<void> {
  await sql`analyze order_side`.execute(tx)
  await sql`analyze order_stood`.execute(tx)
  await sql`update order_side f set is_paired = true from order_stood o
    where o.shared = f.shared and o.content = f.content and o.nth = f.nth`.execute(tx)
  await sql`update order_stood o set is_paired = true from order_side f
    where o.shared = f.shared and o.content = f.content and o.nth = f.nth`.execute(tx)
}

/** How much of the orders that both know differs; days count only where some of their lines are the same, else another source speaks of them. */
async function count(tx: Tx, hasOrders: boolean): Promise<Counts> {
  const alike = hasOrders ? sql`true` : sql`exists (select 1 from order_side e where e.is_paired)`
  const { rows } = await sql<Counts>`
    with differing as (
      select shared from order_side where not is_paired union select o.shared from order_stood o where not o.is_paired
        and exists (select 1 from order_side f where f.shared = o.shared))
    select (select count(*) from differing where ${alike}) as orders,
      (select count(*) from order_side f where not f.is_paired and ${alike}) as lines,
      (select coalesce(sum(f.amount), 0)::numeric(30, 2)::text from order_side f where not f.is_paired) as amount,
      (select count(*) from order_stood o join differing using (shared) where not o.is_paired) as "storedLines",
      (select coalesce(sum(o.amount), 0)::numeric(30, 2)::text from order_stood o join differing using (shared) where not o.is_paired) as "storedAmount",
      (select count(*) from staged s where not s.is_out) - (select count(*) from order_side) as news`.execute(tx)
  return rows[0]!
}

function question({ orders, lines, amount, storedLines, storedAmount, news }: Counts, hasOrders: boolean): Question {
  const what = hasOrders ? 'orders' : 'days'
  return {
    id: overlapId,
    asks: `${orders} ${what} of this file are here already with other lines: the file has ${lines} lines worth ${amount} that are not here, and ${storedLines} lines worth ${storedAmount} are here that the file does not have. Does the file correct them or add to them?`,
    column: null,
    choices: [
      { value: 'replace', label: `replace: the ${orders} ${what} become what the file says` },
      { value: 'add', label: `add: the ${lines} lines come beside what is here` },
      {
        value: 'new',
        label: `only new: ${news} lines of ${what} that are not here go in, the others stay as they are`,
      },
    ],
  }
}

/** Carries out what was answered. */
async function settled(
  tx: Tx,
  input: Applying,
  { answer, counts, hasOrders }: { answer: Answer; counts: Counts; hasOrders: boolean },
): Promise<Overlap> {
  const what = hasOrders ? 'orders' : 'days'
  if (answer === 'add')
    return {
      ...nothingThere,
      skipped: unpaired,
      findings: [`${counts.lines} lines came beside those of ${counts.orders} ${what} that were here.`],
    }
  if (answer === 'new') {
    const skipped = sql`and not exists (select 1 from order_side f where f.row_number = s.row_number)`
    const said = `${counts.lines} lines worth ${counts.amount} of ${counts.orders} ${what} that were here already were passed over.`
    return { ...nothingThere, skipped, findings: [said] }
  }
  const ended =
    await sql`update crm.order_line o set ended_at = ${input.now}, ended_by = ${input.importId} from order_stood t
    where t.id = o.id and not t.is_paired and exists (select 1 from order_side f where f.shared = t.shared)`.execute(tx)
  const replaced = Number(ended.numAffectedRows ?? 0)
  const fewer = replaced - counts.lines
  const gone = fewer > 0 ? ` ${fewer} of them have no successor in the file.` : ''
  return {
    replaced,
    skipped: unpaired,
    findings: [
      `${counts.orders} ${what} were replaced: ${replaced} lines worth ${counts.storedAmount} ended, ${counts.lines} worth ${counts.amount} came.${gone}`,
    ],
    asks: [],
  }
}
