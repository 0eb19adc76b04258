import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { matching } from '../filter.sql.ts'
import { endOfDay } from '../history.sql.ts'
import type { DealLine, dealLinesContract } from './contract.ts'
import { lineChanges, type WrittenLine } from './story.ts'

type Asked = z.output<typeof dealLinesContract.listDealLines.query>
type Page = z.infer<typeof dealLinesContract.listDealLines.reply>

/** A page of the lines of deals that the reader sees, deal by deal. */
export async function dealLinesPage(db: Db, scope: Scope, asked: Asked & { today: string }): Promise<Page> {
  const where = sql.join(
    [
      sql`line.ended_at is null`,
      matching(scope, asked),
      ...(asked.deal ? [sql`deal.id = ${asked.deal}`] : []),
      ...(asked.lineChangedSince ? [sql`line.recorded_at >= ${asked.lineChangedSince}`] : []),
      ...(asked.item && !asked.item.includes('none') ? [sql`line.item_id = any(${asked.item}::uuid[])`] : []),
      ...(asked.family ? [sql`item.family_id = any(${asked.family}::uuid[])`] : []),
    ],
    sql` and `,
  )
  const [page, count] = await Promise.all([
    sql<Page['lines'][number]>`select ${lineColumns}, deal.name as "dealName", deal.external_id as "dealExternalId",
        account.name as "accountName", deal.expected_close as "expectedClose"
      ${fromLines} left join crm.account account on account.id = deal.account_id
      where ${where} order by lower(deal.name), deal.id, ${inOrder} limit ${asked.limit} offset ${asked.offset}`.execute(
      db,
    ),
    sql<{ total: number }>`select count(*) as total ${fromLines} where ${where}`.execute(db),
  ])
  const { total } = count.rows[0]!
  const end = asked.offset + asked.limit
  return { lines: page.rows, total, next: total > end ? end : null }
}

/** The lines of a deal that the reader sees, with what they come to; null where the deal is not seen. */
export async function linesOfDeal(
  db: Db,
  scope: Scope,
  asked: { id: string; asOf?: string | undefined; known?: 'now' | 'then' | undefined },
): Promise<z.infer<typeof dealLinesContract.dealLines.reply> | null> {
  const { rows } = await sql<{ amountMinor: number | null; currency: string }>`
    select deal.amount_minor as "amountMinor", deal.currency from crm.deal deal
    where deal.id = ${asked.id} and deal.ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`.execute(
    db,
  )
  if (!rows[0]) return null
  const lines = asked.asOf ? await linesThen(db, { ...asked, asOf: asked.asOf }) : await linesNow(db, asked.id)
  const sum = lines.reduce((all, { amountMinor }) => all + BigInt(amountMinor), 0n)
  return {
    lines,
    sumMinor: lines.length > 0 ? Number(sum) : null,
    ...rows[0],
    changes: lineChanges(await writtenLines(db, asked.id)),
  }
}

/** One line as it stands; null where it does not. */
export async function lineById(db: Db | Tx, { dealId, id }: { dealId: string; id: string }): Promise<DealLine | null> {
  const { rows } = await sql<DealLine>`select ${lineColumns} ${fromLines}
    where line.identity = ${id} and line.deal_id = ${dealId} and line.ended_at is null`.execute(db)
  return rows[0] ?? null
}

async function linesNow(db: Db, dealId: string): Promise<DealLine[]> {
  const { rows } = await sql<DealLine>`select ${lineColumns} ${fromLines}
    where line.deal_id = ${dealId} and line.ended_at is null order by ${inOrder}`.execute(db)
  return rows
}

/** As they were at the end of a day, as known now or then; a row that its own maker ended never was, once that is known. */
async function linesThen(
  db: Db,
  { id, asOf, known }: { id: string; asOf: string; known?: 'now' | 'then' | undefined },
): Promise<DealLine[]> {
  const validBy = await endOfDay(db, asOf)
  const knownBy = known === 'then' ? validBy : null
  const { rows } = await sql<DealLine>`select ${lineColumns} ${fromLines}
    where line.deal_id = ${id} and line.valid_at <= ${validBy} and line.recorded_at <= coalesce(${knownBy}::timestamptz, 'infinity')
      and (line.ended_at is null or line.ended_at > coalesce(${knownBy}::timestamptz, 'infinity')
        or (coalesce(line.valid_until, line.ended_at) > ${validBy} and line.ended_by is distinct from coalesce(line.import_id, line.edit_id)))
    order by ${inOrder}`.execute(db)
  return rows
}

async function writtenLines(db: Db, dealId: string): Promise<WrittenLine[]> {
  const { rows } =
    await sql<WrittenLine>`select ${lineColumns}, line.id as "rowId", line.ended_at as "endedAt", line.valid_at as "heldFrom", line.valid_until as "heldUntil",
      line.import_id is not null as "byImport", maker.name as "madeBy", ender.name as "endedBy", made.id is null as "endedByImport",
      coalesce(line.ended_by = coalesce(line.import_id, line.edit_id), false) as "isTakenBack"
    ${fromLines}
      left join crm.deal_line_edit edit on edit.id = line.edit_id left join auth."user" maker on maker.id = edit.actor_user_id
      left join crm.deal_line_edit made on made.id = line.ended_by left join auth."user" ender on ender.id = made.actor_user_id
    where line.deal_id = ${dealId} order by line.recorded_at, line.id`.execute(db)
  return rows
}

const lineColumns = sql`line.identity as id, line.deal_id as "dealId", line.item_id as "itemId", item.code as "itemCode",
  item.name as "itemName", trim_scale(line.quantity)::text as quantity, trim_scale(line.unit_price)::text as "unitPrice",
  trim_scale(line.discount)::text as discount, line.amount_minor as "amountMinor", deal.currency, line.ships_on as "shipsOn",
  line.external_id as "externalId", line.source, line.recorded_at as "changedAt"`

const fromLines = sql`from crm.deal_line line join crm.deal deal on deal.id = line.deal_id
  join company.item item on item.id = line.item_id`

const inOrder = sql`line.ships_on nulls last, lower(item.name), line.id`
