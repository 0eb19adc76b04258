import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/pool.ts'
import { type OrderEvent, type RefusedEvent, refusedAs } from './event.ts'
import type { Resolved } from './settle.ts'

/** What codes and names mean, as far as the events name them. */
type Directory = {
  today: string
  currency: string
  currencies: ReadonlySet<string>
  items: ReadonlyMap<string, string[]>
  territories: ReadonlyMap<string, string[]>
  accounts: ReadonlyMap<string, string[]>
  people: ReadonlyMap<string, string[]>
}

/** Reads what the events name: items by code, territories by name, accounts and people by external id or name. */
export async function directoryFor(tx: Tx, events: readonly OrderEvent[], now: Date): Promise<Directory> {
  const named = (field: 'item' | 'territory' | 'account' | 'person') => [
    ...new Set(events.flatMap((event) => event[field] ?? [])),
  ]
  const { currency, timeZone } = await readCompany(tx)
  const { rows } = await sql<{ kind: string; said: string; id: string }>`
    select 'item' as kind, code as said, id from company.item where code = any(${named('item')}::text[])
    union all select 'territory', name, id from company.territory where name = any(${named('territory')}::text[])
    union all select 'account', external_id, coalesce(merged_into, id) from crm.account where external_id = any(${named('account')}::text[])
    union select distinct 'account', name, coalesce(merged_into, id) from crm.account where lower(name) = any(${named('account').map((name) => name.toLowerCase())}::text[])
      and name = any(${named('account')}::text[]) and external_id is distinct from name
    union all select 'person', external_id, id from company.person
      where external_id = any(${named('person')}::text[]) and erased_at is null
    union all select 'person', name, id from company.person
      where name = any(${named('person')}::text[]) and erased_at is null and external_id is distinct from name
    union all select 'currency', code, null from company.currency`.execute(tx)
  const of = (kind: string) => {
    const found = new Map<string, string[]>()
    for (const row of rows) if (row.kind === kind) found.set(row.said, [...(found.get(row.said) ?? []), row.id])
    return found
  }
  return {
    today: dayIn(timeZone, now),
    currency,
    currencies: new Set(of('currency').keys()),
    ...{ items: of('item'), territories: of('territory'), accounts: of('account'), people: of('person') },
  }
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
  const ids: Record<string, string | null> = {}
  for (const [field, { noun, among, add }] of Object.entries(references)) {
    const said = event[field as 'item']
    const found = said === undefined ? [] : (directory[among].get(said) ?? [])
    if (said !== undefined && found.length !== 1) return refusedAs(at, unresolved({ noun, said, found, add }))
    ids[field] = found[0] ?? null
  }
  const { orderedOn, channel = null, promotion = null, quantity, amount } = event
  return {
    event,
    line: {
      ...{ orderedOn: orderedOn!, channel, promotion, quantity: quantity!, amount: amount!, currency },
      ...{ itemId: ids.item!, territoryId: ids.territory!, accountId: ids.account!, ownerId: ids.person! },
    },
  }
}

const references = {
  item: {
    noun: 'item',
    among: 'items',
    add: 'Add the item in Company (its code must be the same), then send this event again with the same key.',
  },
  territory: { noun: 'territory', among: 'territories', add: 'Add the territory in Company, or leave it out.' },
  account: { noun: 'account', among: 'accounts', add: 'Add the account in CRM, or leave it out.' },
  person: { noun: 'person', among: 'people', add: 'Add the person in Company, or leave it out.' },
} as const

function unresolved(given: { noun: keyof typeof references; said: string; found: readonly string[]; add: string }) {
  const { noun, said, found, add } = given
  if (found.length > 1) {
    const code = noun === 'person' ? 'ambiguous-person' : 'ambiguous-account'
    return { code, message: `${found.length} have the name "${said}".`, wayOut: 'Use the external id.' } as const
  }
  return { code: `unknown-${noun}`, message: `There is no ${noun} "${said}".`, wayOut: add } as const
}
