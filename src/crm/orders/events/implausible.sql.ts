import { sql } from 'kysely'
import { plainArray } from '#platform/db/arrays.ts'
import type { Tx } from '#platform/db/pool.ts'
import { refusedAs } from '../../events/refused.ts'
import type { RefusedEvent } from './event.ts'
import type { Resolved } from './settle.ts'

/** Below these a line is looked at no further: what it can do to a forecast is bounded, and to look costs time. */
const fewUnits = 1_000_000
const littleMoney = 1_000_000_000
/** So many times the largest line that an item ever had is a slip of the hand, until somebody says that it is not. */
const times = 1000

type Claimed = Resolved & { record: number }

/** Parts off lines that are beyond everything known of their item: one of them would carry every forecast away. */
export async function implausible<Each extends Claimed>(
  tx: Tx,
  claimed: readonly Each[],
): Promise<{ plausible: readonly Each[]; refused: RefusedEvent[] }> {
  const large = claimed.filter(({ event, line }) => line && !event.confirmed && isLarge(line))
  if (large.length === 0) return { plausible: claimed, refused: [] }
  const { rows } = await sql<{ itemId: string; quantity: number; amount: number }>`
    select item_id as "itemId", max(abs(quantity))::float8 as quantity, max(abs(amount))::float8 as amount from crm.order_line
    where ended_at is null and item_id = any(${plainArray([...new Set(large.map(({ line }) => line!.itemId))])}::uuid[])
    group by 1`.execute(tx)
  const largest = new Map(rows.map((row) => [row.itemId, row]))
  const refused = large.flatMap(({ record, event, line }) => {
    const most = largest.get(line!.itemId ?? '') ?? { quantity: 0, amount: 0 }
    const field = (['quantity', 'amount'] as const).find((name) => beyond(name, line![name], most[name]))
    if (!field) return []
    const message = `${field}: ${line![field]} is beyond a thousand times the largest line of ${event.item} so far (${most[field]}).`
    const wayOut = 'Is it right? Then send it again with the same key and "confirmed": true.'
    return [refusedAs({ record, key: event.key }, { code: 'implausible' as const, message, wayOut })]
  })
  const out = new Set(refused.map(({ record }) => record))
  return { plausible: claimed.filter(({ record }) => !out.has(record)), refused }
}

type Sizes = { quantity: string; amount: string }

/** Nearly every line is told by how few characters its numbers have. */
function isLarge({ quantity, amount }: Sizes): boolean {
  if (quantity.length < 7 && amount.length < 10) return false
  return Math.abs(Number(quantity)) >= fewUnits || Math.abs(Number(amount)) >= littleMoney
}

function beyond(name: keyof Sizes, said: string, most: number): boolean {
  const size = Math.abs(Number(said))
  return size >= (name === 'quantity' ? fewUnits : littleMoney) && size > times * most
}
