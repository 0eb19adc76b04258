import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import {
  categories,
  codeOf,
  type DealHistory,
  NEVER,
  NO_DAY,
  NONE,
  placeDeal,
  reserveVersions,
} from './deal-history.ts'

/** The columns of a batch as PostgreSQL packs them: big-endian numbers and uuids, one after the other. */
type Packed = { [Column in (typeof numbers)[number] | (typeof ids)[number] | 'amount']: Buffer | null } & {
  rows: number
}

const numbers = ['valid', 'recorded', 'retracted', 'category', 'currency', 'expected', 'closed', 'created'] as const
const ids = ['deal', 'stage', 'owner', 'account', 'item'] as const
const NO_AMOUNT = '-9223372036854775808'

/** Which deals are read: those between two ids, or the ones that are named. */
export type Batch = { after: string | null; upTo: string } | { deals: readonly string[] }

/** The last id of each batch of so many deals, so that a long history is read in parts. */
export async function batchEnds(db: Db | Tx, size: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from (
      select id, row_number() over (order by id) as place, count(*) over () as deals from crm.deal) numbered
    where place % ${size} = 0 or place = deals order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** The deals that an import wrote or took back. */
export async function dealsOfImport(db: Db | Tx, importId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct deal_id as id from crm.deal_version
    where import_id = ${importId} or retracted_by = ${importId}
    union select deal_id from crm.deal_line where import_id = ${importId} or ended_by = ${importId}`.execute(db)
  return rows.map(({ id }) => id)
}

/** The deals that a change of their stage stated anew, or took back, at an instant. */
export async function dealsRestatedAt(db: Db | Tx, at: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct deal_id as id from crm.deal_version
    where recorded_at = ${at} or retracted_at = ${at}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Reads the versions of a batch of deals behind the rows in use; a deal read before points to its new rows. */
export async function readVersions(
  db: Db | Tx,
  history: DealHistory,
  { batch, timeZone }: { batch: Batch; timeZone: string },
): Promise<void> {
  const packed = await packedVersions(db, history, { batch, timeZone })
  if (packed.rows === 0) return
  reserveVersions(history, packed.rows)
  unpack(history, packed)
}

async function packedVersions(
  db: Db | Tx,
  history: DealHistory,
  { batch, timeZone }: { batch: Batch; timeZone: string },
): Promise<Packed> {
  const chosen =
    'deals' in batch
      ? sql`v.deal_id = any(${[...batch.deals]}::uuid[])`
      : sql`v.deal_id <= ${batch.upTo}::uuid and (${batch.after}::uuid is null or v.deal_id > ${batch.after}::uuid)`
  const dayOf = (instant: RawBuilder<unknown>) => sql`((${instant} at time zone ${timeZone})::date - date '1970-01-01')`
  const day = (column: RawBuilder<unknown>) => sql`coalesce(${column} - date '1970-01-01', ${sql.lit(NO_DAY)})`
  const packed = (column: RawBuilder<unknown>) => sql`string_agg(int4send(${column}), '')`
  const packedId = (column: RawBuilder<unknown>) =>
    sql`string_agg(uuid_send(coalesce(${column}, '00000000-0000-0000-0000-000000000000')), '')`
  const { rows } = await sql<Packed>`
    select count(*) as rows, ${packedId(sql`deal_id`)} as deal, ${packedId(sql`stage_id`)} as stage,
      ${packedId(sql`owner_id`)} as owner, ${packedId(sql`account_id`)} as account, ${packedId(sql`item_id`)} as item,
      ${packed(dayOf(sql`valid_at`))} as valid, ${packed(dayOf(sql`recorded_at`))} as recorded,
      ${packed(sql`coalesce(${dayOf(sql`retracted_at`)}, ${sql.lit(NEVER)})`)} as retracted,
      ${packed(sql`array_position(${[...categories]}::text[], forecast_category) - 1`)} as category,
      ${packed(sql`array_position(${history.currencies.ids}::text[], currency) - 1`)} as currency,
      ${packed(day(sql`expected_close`))} as expected, ${packed(day(sql`closed_on`))} as closed,
      ${packed(day(sql`created_on`))} as created,
      string_agg(int8send(coalesce(amount_minor, ${sql.lit(NO_AMOUNT)}::bigint)), '') as amount
    from (select v.deal_id, v.stage_id, v.owner_id, v.account_id, v.item_id, v.valid_at, v.recorded_at, v.retracted_at,
        v.forecast_category, v.currency, v.amount_minor, v.expected_close, v.closed_on, deal.created_on from crm.deal_version v join crm.deal deal on deal.id = v.deal_id
      where ${chosen} order by v.deal_id, v.valid_at, v.recorded_at, v.id) v`.execute(db)
  return rows[0]!
}

function unpack(history: DealHistory, packed: Packed): void {
  const { versions } = history
  const at = history.used
  const column = (name: (typeof numbers)[number]) => viewOf(packed[name]!)
  const copy = (name: (typeof numbers)[number], into: Int32Array | Uint8Array) => {
    const view = column(name)
    for (let i = 0; i < packed.rows; i++) into[at + i] = view.getInt32(i * 4)
  }
  copy('valid', versions.validDay)
  copy('recorded', versions.recordedDay)
  copy('retracted', versions.retractedDay)
  copy('category', versions.category)
  copy('currency', versions.currency)
  copy('expected', versions.expectedClose)
  copy('closed', versions.closedOn)
  copyIds(packed.stage!, history.stages, versions.stage.subarray(at))
  copyIds(packed.owner!, history.people, versions.owner.subarray(at))
  copyIds(packed.account!, history.accounts, versions.account.subarray(at))
  copyIds(packed.item!, history.items, versions.item.subarray(at))
  copyAmounts(packed.amount!, versions.amount.subarray(at))
  placeDeals(history, { deals: packed.deal!, created: column('created'), rows: packed.rows })
  history.used += packed.rows
}

function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}

/** Ids repeat from version to version: the code of the one before is asked first. */
function copyIds(buffer: Buffer, dictionary: DealHistory['stages'], into: Int32Array): void {
  const view = viewOf(buffer)
  let code = NONE
  for (let i = 0; i < buffer.length / 16; i++) {
    if (i === 0 || !isSame(view, i - 1, i)) {
      const id = uuidAt(buffer, i)
      code = id === nil ? NONE : codeOf(dictionary, id)
    }
    into[i] = code
  }
}

/** Whether two ids of a column are one; four numbers are compared sooner than two pieces of a buffer. */
function isSame(view: DataView, a: number, b: number): boolean {
  const [left, right] = [a * 16, b * 16]
  return (
    view.getInt32(left + 12) === view.getInt32(right + 12) &&
    view.getInt32(left + 8) === view.getInt32(right + 8) &&
    view.getInt32(left + 4) === view.getInt32(right + 4) &&
    view.getInt32(left) === view.getInt32(right)
  )
}

/** The high half times 2^32 and the low half: exact below 2^53. */
function copyAmounts(buffer: Buffer, into: Float64Array): void {
  const view = viewOf(buffer)
  for (let i = 0; i < buffer.length / 8; i++) {
    const high = view.getInt32(i * 8)
    const low = view.getUint32(i * 8 + 4)
    into[i] = high === NO_DAY && low === 0 ? Number.NaN : high * 4_294_967_296 + low
  }
}

function placeDeals(history: DealHistory, read: { deals: Buffer; created: DataView; rows: number }): void {
  const { deals, created, rows } = read
  const view = viewOf(deals)
  for (let i = 0; i < rows; ) {
    let end = i + 1
    while (end < rows && isSame(view, i, end)) end++
    const deal = codeOf(history.deals, uuidAt(deals, i))
    placeDeal(history, { deal, first: history.used + i, count: end - i })
    history.createdOn[deal] = created.getInt32(i * 4)
    i = end
  }
}

const nil = '00000000-0000-0000-0000-000000000000'

function uuidAt(buffer: Buffer, place: number): string {
  const hex = buffer.toString('hex', place * 16, place * 16 + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
