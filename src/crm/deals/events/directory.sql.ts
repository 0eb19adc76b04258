import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Tx } from '#platform/db/pool.ts'
import { readReferences } from '../../events/references.sql.ts'
import type { References } from '../../events/references.ts'
import type { DealEvent } from './event.ts'

/** A deal as events know it; `ended` where it was removed. */
export type KnownDeal = { id: string; pipelineId: string; currency: string; ended: boolean }
export type KnownStage = { id: string; name: string; pipelineId: string; pipeline: string }

/** What the events of a group name. */
export type Directory = {
  now: string
  timeZone: string
  currency: string
  /** Minor digits by currency. */
  digits: ReadonlyMap<string, number>
  stages: readonly KnownStage[]
  references: References
}

/** Reads what the events name, but for the deals: those change from event to event. */
export async function directoryFor(tx: Tx, events: readonly DealEvent[], now: string): Promise<Directory> {
  const named = (field: 'item' | 'account' | 'owner') => [...new Set(events.flatMap((event) => event[field] ?? []))]
  const { currency, timeZone } = await readCompany(tx)
  const currencies = await sql<{ code: string; digits: number }>`
    select code, minor_digits as digits from company.currency`.execute(tx)
  const stages = await sql<KnownStage>`
    select coalesce(s.merged_into, s.id) as id, s.name, coalesce(w.pipeline_id, s.pipeline_id) as "pipelineId", p.name as pipeline
    from crm.stage s join crm.pipeline p on p.id = s.pipeline_id left join crm.stage w on w.id = s.merged_into`.execute(
    tx,
  )
  const references = await readReferences(tx, {
    ...{ item: [...new Set([...named('item'), ...events.flatMap(({ lines = [] }) => lines.map(({ item }) => item))])] },
    ...{ account: named('account'), person: named('owner'), territory: [] },
  })
  const digits = new Map(currencies.rows.map((each) => [each.code, each.digits]))
  return { now, timeZone, currency, digits, stages: stages.rows, references }
}

/**
 * The deal that an event is about: by its external id, else by its id here. One that was merged is the one that it was merged into.
 * `hidden` where it is there, but not for this caller.
 */
export async function dealNamed(tx: Tx, scope: Scope, said: string): Promise<KnownDeal | 'hidden' | null> {
  const ours = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(said) ? said : null
  const { rows } = await sql<KnownDeal & { seen: boolean }>`
    select deal.id, deal.pipeline_id as "pipelineId", deal.currency, deal.ended_at is not null as ended,
      ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))} as seen
    from crm.deal named join crm.deal deal on deal.id = coalesce(named.merged_into, named.id)
    where named.external_id = ${said} or named.id = ${ours}::uuid
    order by named.external_id is not distinct from ${said} desc limit 1`.execute(tx)
  const [deal] = rows
  if (!deal) return null
  const { seen, ...known } = deal
  return seen ? known : 'hidden'
}
