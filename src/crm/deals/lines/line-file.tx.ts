import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Later, Rows, Undone } from '#platform/importing/file-kind.ts'
import type { ProblemGroup } from '#platform/importing/mapping.ts'
import { takeOut } from '#platform/importing/staged.tx.ts'
import { pairWithKnown } from './pair-lines.tx.ts'

/** How a file of products becomes lines of deals, and how that is taken back. */
export const dealLineRows: Rows = {
  apply: applyDealLines,
  later: laterLines,
  undo: undoLines,
}

/** Puts staged lines into the books: new ones begin, changed ones replace what stood, removed ones end, equal ones are left alone. */
async function applyDealLines(tx: Tx, input: Applying): Promise<Applied> {
  const lost = await findDeals(tx, input)
  await writeStates(tx, input)
  const others = await leaveOut(tx, input)
  await sql`delete from line_state n using staged s where s.row_number = n.row_number and s.is_out`.execute(tx)
  await pairWithKnown(tx)
  await classify(tx, input)
  const ended =
    await sql`update crm.deal_line l set ended_at = ${input.now}, ended_by = ${input.importId} from line_state n
    where l.identity = n.identity and l.ended_at is null and n.change in ('changed', 'removed')`.execute(tx)
  await sql`insert into crm.deal_line (id, identity, deal_id, item_id, quantity, unit_price, discount, amount_minor, ships_on,
      external_id, source, valid_at, recorded_at, import_id)
    select (${input.importId.slice(0, 24)} || lpad(to_hex(n.row_number), 12, '0'))::uuid, n.identity, n.deal_id, n.item_id, n.quantity,
      n.unit_price, n.discount, n.amount_minor, n.ships_on, n.external_id, ${input.mapping.source ?? null}, n.valid_at, ${input.now}, ${input.importId}
    from line_state n where n.change in ('new', 'changed') order by n.row_number`.execute(tx)
  const { rows } = await sql<{ change: string; rows: number }>`
    select change, count(*) as rows from line_state group by change`.execute(tx)
  const count = (change: string) => rows.find((row) => row.change === change)?.rows ?? 0
  return {
    rowsNew: count('new'),
    rowsChanged: count('changed') + count('removed'),
    groups: [...lost, ...others],
    findings: endedWords(Number(ended.numAffectedRows ?? 0) - count('changed')),
    totals: await totals(tx),
  }
}

/** The deal of each row: by the id it has elsewhere, by ours, or by its name, of its account if the row says one. */
async function findDeals(tx: Tx, input: Applying): Promise<ProblemGroup[]> {
  await sql`drop table if exists pg_temp.line_deal`.execute(tx)
  await sql`create temp table line_deal on commit drop as
    select s.row_number, coalesce(x.id, o.id, case when n.found = 1 then n.id end) as deal_id, coalesce(n.found, 0) as found
    from staged s
      left join lateral (select coalesce(d.merged_into, d.id) as id from crm.deal d where d.external_id = s.deal) x on true
      left join crm.deal o on o.id = case when s.deal ~ ${ourId} then s.deal::uuid end and o.ended_at is null
      left join lateral (select (array_agg(d.id))[1] as id, count(*) as found from crm.deal d
        where lower(d.name) = lower(s.deal) and d.ended_at is null and (s.account is null or d.account_id = s.account)) n on x.id is null and o.id is null
    where not s.is_out and s.deal is not null`.execute(tx)
  await sql`analyze line_deal`.execute(tx)
  const found = sql`from line_deal n where n.row_number = s.row_number`
  const column = input.columnOf('deal')
  const several = await takeOut(tx, {
    where: sql`exists (select 1 ${found} and n.deal_id is null and n.found > 1)`,
    ...{ column, value: sql`s.deal`, kind: 'several deals' },
    reason: 'several deals have this name; write the id of the deal, or its account beside it',
  })
  const unknown = await takeOut(tx, {
    where: sql`s.deal is not null and not exists (select 1 ${found} and exists (select 1 from crm.deal d where d.id = n.deal_id and d.ended_at is null))`,
    ...{ column, value: sql`s.deal`, kind: 'unknown deal' },
    reason: 'no deal has this id or name; import the deals first',
  })
  return [several, unknown].filter((group) => group !== undefined)
}

const ourId = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'

/** What each row says of its line. Without price and amount the list price stands, where it is in the deal's currency. */
async function writeStates(tx: Tx, { currency, now, timeZone }: Applying): Promise<void> {
  await sql`drop table if exists pg_temp.line_state`.execute(tx)
  await sql`create temp table line_state on commit drop as
    select s.row_number, s.key as external_id, null::uuid as identity, null::uuid as known_id, d.id as deal_id, s.item as item_id, s.quantity,
      priced.unit_price, s.discount, round(coalesce(s.amount, s.quantity * priced.unit_price * (1 - coalesce(s.discount, 0)))
        * power(10::numeric, c.minor_digits))::bigint as amount_minor,
      s.ships_on, coalesce(s.deleted, false) as is_removed, d.currency,
      least(coalesce(s.created_at, d.created_on::timestamp at time zone ${timeZone}, ${now}), ${now}) as valid_at, null::text as change
    from staged s left join line_deal n on n.row_number = s.row_number left join crm.deal d on d.id = n.deal_id
      left join company.currency c on c.code = d.currency left join company.item i on i.id = s.item
      left join lateral (select coalesce(s.unit_price, case when s.amount is null and d.currency = ${currency} then i.list_price end) as unit_price) priced on true
    where not s.is_out`.execute(tx)
  await sql`analyze line_state`.execute(tx)
}

/** What only the deal beside the row, or the whole file, could show. */
async function leaveOut(tx: Tx, input: Applying): Promise<ProblemGroup[]> {
  const state = sql`from line_state n where n.row_number = s.row_number`
  const groups = [
    await takeOut(tx, {
      where: sql`exists (select 1 ${state} and s.line_currency <> n.currency)`,
      ...{ column: input.columnOf('line_currency'), value: sql`s.line_currency`, kind: 'other currency' },
      reason: 'its deal is in another currency; convert the price, or change the currency of the deal',
    }),
    await takeOut(tx, {
      where: sql`exists (select 1 ${state} and not n.is_removed and n.amount_minor is null)`,
      ...{ column: input.columnOf('unit_price'), value: sql`s.deal`, kind: 'no price' },
      reason: 'it says neither a unit price nor an amount, and its item has no list price in the currency of the deal',
    }),
    await takeOut(tx, {
      where: sql`exists (select 1 ${state} and n.amount_minor > 99999999999999)`,
      ...{ column: input.columnOf('amount'), value: sql`s.quantity`, kind: 'number too large' },
      reason: 'quantity and price make more than a line can hold; check the decimal point',
    }),
    await takeOut(tx, {
      where: sql`s.row_number in (select row_number from (select n.row_number, row_number() over (partition by
          coalesce(n.external_id, concat_ws(' ', n.deal_id, n.item_id, n.ships_on)) order by n.row_number) as nth
        from line_state n join staged t on t.row_number = n.row_number and not t.is_out) as each where nth > 1)`,
      ...{ column: input.columnOf('item'), value: sql`coalesce(s.key, s.deal)`, kind: 'same line twice' },
      reason:
        'an earlier row of this file is about the same line; give lines of one item ids or ship dates of their own',
    }),
  ]
  return groups.filter((group) => group !== undefined)
}

/**
 * What becomes of each row. A file that says of a line what the last file said knows nothing of an edit made here since: the edit
 * stands, a removal too. What the file has no column for stays as it is.
 */
async function classify(tx: Tx, { mapping, importId, now }: Applying): Promise<void> {
  const has = (field: string) => mapping.columns.some((column) => column.field === field)
  const keeps = (field: string, isSaid: boolean) =>
    isSaid ? sql`` : sql`, ${sql.ref(field)} = coalesce(n.${sql.ref(field)}, l.${sql.ref(field)})`
  const same = sql`l.amount_minor = n.amount_minor and l.quantity = n.quantity and l.item_id = n.item_id`
  await sql`update line_state n set external_id = coalesce(n.external_id, l.external_id), valid_at = ${now}
      ${has('ships_on') ? sql`` : sql`, ships_on = l.ships_on`}
      ${has('unit_price') ? sql`` : sql`, unit_price = case when ${same} then l.unit_price else n.unit_price end`}
      ${keeps('discount', has('discount') || has('unit_price'))}
    from crm.deal_line l where l.id = n.known_id`.execute(tx)
  const said = sql`(f.deal_id, f.item_id, f.quantity, f.amount_minor ${has('ships_on') ? sql`, f.ships_on` : sql``} ${has('unit_price') ? sql`, f.unit_price, f.discount` : sql``})
    is not distinct from (n.deal_id, n.item_id, n.quantity, n.amount_minor ${has('ships_on') ? sql`, n.ships_on` : sql``} ${has('unit_price') ? sql`, n.unit_price, n.discount` : sql``})
    and f.external_id is not distinct from n.external_id`
  await sql`update line_state n set change = case
      when n.is_removed then case when exists (select 1 from crm.deal_line l where l.identity = n.identity and l.ended_at is null) then 'removed' else 'unchanged' end
      when n.known_id is null then 'new'
      when (select ${said} and (l.ended_at is null or l.ended_by <> f.import_id and e.id is not null) from crm.deal_line f, crm.deal_line l
          left join crm.deal_line_edit e on e.id = l.ended_by
        where l.id = n.known_id and f.identity = n.identity and f.import_id is not null and f.ended_by is distinct from f.import_id
        order by f.recorded_at desc, f.id desc limit 1) then 'unchanged'
      else 'changed' end`.execute(tx)
  await sql`update line_state n set identity = (${importId.slice(0, 24)} || lpad(to_hex(n.row_number), 12, '0'))::uuid where n.identity is null`.execute(
    tx,
  )
}

function endedWords(rows: number): string[] {
  return rows > 0 ? [`${rows} lines were removed, as the file says.`] : []
}

async function totals(tx: Tx): Promise<Applied['totals']> {
  const { rows } = await sql<{ currency: string; lines: number; deals: number; amount: string }>`
    select n.currency, count(*) as lines, count(distinct n.deal_id) as deals,
      round(sum(n.amount_minor) / power(10::numeric, max(c.minor_digits)), max(c.minor_digits))::text as amount
    from line_state n join company.currency c on c.code = n.currency where not n.is_removed group by 1 order by 1`.execute(
    tx,
  )
  return rows.flatMap(({ currency, lines, deals, amount }) => [
    { label: `Lines in ${currency}`, value: String(lines) },
    { label: `Deals in ${currency}`, value: String(deals) },
    { label: `Worth in ${currency}`, value: amount },
  ])
}

/** Lines of the import that another import or an edit replaced or removed since. */
async function laterLines(tx: Tx, { importId }: { importId: string }): Promise<Later[]> {
  const { rows } = await sql<Later>`
    select count(*) as rows, case when e.id is null then l.ended_by end as "importId", u.name as by, max(l.ended_at)::date::text as "on"
    from crm.deal_line l left join crm.deal_line_edit e on e.id = l.ended_by left join auth."user" u on u.id = e.actor_user_id
    where l.import_id = ${importId} and l.ended_at is not null and l.ended_by is distinct from ${importId} group by 2, 3 order by 1 desc`.execute(
    tx,
  )
  return rows
}

async function undoLines(tx: Tx, { importId, now }: { importId: string; now: string }): Promise<Undone> {
  const ended = await sql`update crm.deal_line set ended_at = ${now}, ended_by = ${importId}
    where import_id = ${importId} and ended_at is null`.execute(tx)
  const revived = await sql`update crm.deal_line l set ended_at = null, ended_by = null, valid_until = null
    where l.ended_by = ${importId} and l.import_id is distinct from ${importId}
      and not exists (select 1 from crm.deal_line o where o.identity = l.identity and o.ended_at is null)`.execute(tx)
  return { ended: Number(ended.numAffectedRows ?? 0), revived: Number(revived.numAffectedRows ?? 0), kept: 0 }
}
