import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/pool.ts'
import { readReferences } from '../../events/references.sql.ts'
import { type References, type Referred, referredTo } from '../../events/references.ts'
import { refusedAs } from '../../events/refused.ts'
import type { OrderEvent, RefusedEvent } from './event.ts'
import type { Resolved } from './settle.ts'

/** The day, the currencies, and what the events refer to. */
type Directory = {
  today: string
  currency: string
  currencies: ReadonlySet<string>
  references: References
}

/** Reads what the events name. */
export async function directoryFor(tx: Tx, events: readonly OrderEvent[], now: Date): Promise<Directory> {
  const named = (field: Referred) => [...new Set(events.flatMap((event) => event[field] ?? []))]
  const { currency, timeZone } = await readCompany(tx)
  const { rows } = await sql<{ code: string }>`select code from company.currency`.execute(tx)
  const references = await readReferences(tx, {
    ...{ item: named('item'), territory: named('territory'), account: named('account'), person: named('person') },
  })
  return { today: dayIn(timeZone, now), currency, currencies: new Set(rows.map(({ code }) => code)), references }
}

/** An order older than this is a slip: history would have a period for each month since. */
const mostYears = 50

/** An event with its codes resolved, or why it cannot be. A clock that is a day ahead is forgiven. */
export function resolve(
  { record, event }: { record: number; event: OrderEvent },
  directory: Directory,
): Resolved | RefusedEvent {
  if (event.action === 'cancel') return { event, line: null }
  const at = { record, key: event.key }
  if (event.orderedOn! > dayAfter(directory.today, 1)) {
    const message = `orderedOn ${event.orderedOn} has not come yet; today is ${directory.today}.`
    return refusedAs(at, {
      code: 'in-the-future',
      message,
      wayOut: 'Send it on its day, or mend the clock of the sender.',
    })
  }
  const earliest = `${Number(directory.today.slice(0, 4)) - mostYears}-01-01`
  if (event.orderedOn! < earliest) {
    const message = `orderedOn ${event.orderedOn} lies more than ${mostYears} years back.`
    return refusedAs(at, {
      code: 'too-long-ago',
      message,
      wayOut: `Is the year right? Orders since ${earliest} are taken.`,
    })
  }
  const currency = event.currency ?? directory.currency
  if (!directory.currencies.has(currency)) {
    const message = `The currency ${currency} is not among the company's currencies.`
    return refusedAs(at, { code: 'unknown-currency', message, wayOut: 'Add it in Company, with its rate.' })
  }
  const ids: Partial<Record<Referred, string>> = {}
  for (const noun of ['item', 'territory', 'account', 'person'] as const) {
    const said = event[noun]
    if (said === undefined) continue
    const found = referredTo(directory.references, { noun, said })
    if ('code' in found) return refusedAs(at, found)
    ids[noun] = found.id
  }
  const { orderedOn, channel = null, promotion = null, quantity, amount } = event
  return {
    event,
    line: {
      ...{ orderedOn: orderedOn!, channel, promotion, quantity: quantity!, amount: amount!, currency },
      ...{ itemId: ids.item ?? null, territoryId: ids.territory ?? null },
      ...{ accountId: ids.account ?? null, ownerId: ids.person ?? null },
    },
  }
}
