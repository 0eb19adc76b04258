import { lineSpans } from '#crm/deal-line-spans.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { codeOf, type DealHistory, NEVER } from './deal-history.ts'

/** Reads the products of all deals of a history, or of those that changed, in place of what was known of them. */
export async function readLines(
  tx: Tx,
  history: DealHistory,
  { timeZone, deals }: { timeZone: string; deals: readonly string[] | null },
): Promise<void> {
  for (const id of deals ?? []) history.lines.delete(history.deals.codes.get(id)!)
  if (deals === null) history.lines.clear()
  for (const { dealId, itemId, until, ended, ...span } of await lineSpans(tx, { timeZone, deals })) {
    const deal = history.deals.codes.get(dealId)
    if (deal === undefined) continue
    const line = { ...span, item: codeOf(history.items, itemId), until: until ?? NEVER, ended: ended ?? NEVER }
    const known = history.lines.get(deal)
    if (known) known.push(line)
    else history.lines.set(deal, [line])
  }
}
