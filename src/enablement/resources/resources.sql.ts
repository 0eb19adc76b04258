import { dayAfter } from '@drumbeat/periods'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Opening, Resource } from '../schema.ts'
import { knownTags } from './tags.sql.ts'
import { wordsOf } from './words.ts'

/** Openings of so many days are counted. */
const USE_DAYS = 90
export type ResourceFilter = {
  kind?: string | undefined
  validity: string
  stage?: string | undefined
  segment?: string | undefined
  family?: string | undefined
  search?: string | undefined
  limit: number
  offset: number
}
type Row = Omit<Resource, 'stages' | 'segments' | 'families' | 'unknownTags'> & {
  stages: string
  segments: string
  families: string
}

/** What `facts` selects. */
type Facts = Omit<Row, 'validity' | 'opened' | 'openedOnDeals'>

/** Resources by name that a filter leaves, with their use by people whom the reader sees. */
export async function resourcesPage(
  db: Db,
  { scope, today, filter }: { scope: Scope; today: string; filter: ResourceFilter },
): Promise<{ resources: Resource[]; total: number }> {
  const { kind, validity, stage, segment, family, search, limit, offset } = filter
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null
  const matching = sql`from enablement.resource resource
    left join company.person owner on owner.id = resource.owner_id, lateral (select ${validityOn(today)} as validity) as of_today
    where (${kind ?? null}::text is null or resource.kind = ${kind ?? null})
      and (${validity} = 'all' or of_today.validity = ${validity})
      and (${pattern}::text is null or resource.name ilike ${pattern} or resource.body ilike ${pattern})
      and ${tagged('stages', stage)} and ${tagged('segments', segment)} and ${tagged('families', family)}`
  const { rows } = await sql<Row>`select ${facts}, of_today.validity, ${openedSince(scope, dayAfter(today, -USE_DAYS))}
    ${matching} order by lower(resource.name) limit ${limit} offset ${offset}`.execute(db)
  const count = await sql<{ total: number }>`select count(*)::int as total ${matching}`.execute(db)
  const known = await knownTags(db)
  return { resources: rows.map((row) => withWords(row, known)), total: count.rows[0]!.total }
}

/** The resources that are valid on a day, as they stand. */
export async function validResources(db: Db | Tx, today: string) {
  const { rows } =
    await sql<Facts>`select ${facts} from enablement.resource resource left join company.person owner on owner.id = resource.owner_id
    where ${validityOn(today)} = 'valid' order by lower(resource.name)`.execute(db)
  return rows.map((row) => ({
    ...row,
    stages: wordsOf(row.stages),
    segments: wordsOf(row.segments),
    families: wordsOf(row.families),
  }))
}

/** Who opened a resource, newest first, of people and deals that the reader sees. */
export async function openingsPage(
  db: Db,
  { scope, id, limit, offset }: { scope: Scope; id: string; limit: number; offset: number },
): Promise<{ openings: z.infer<typeof Opening>[]; total: number }> {
  const from = sql`from enablement.opening opening left join company.person person on person.id = opening.person_id
    left join crm.deal deal on deal.id = opening.deal_id and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
    where opening.resource_id = ${id} and ${ownedBy(scope.sees.quotas, sql.ref('opening.person_id'))}`
  const { rows } = await sql<z.infer<typeof Opening>>`
    select opening.id, opening.opened_at as "openedAt",
      case when person.id is not null then json_build_object('id', person.id, 'name', person.name) end as person,
      case when deal.id is not null then json_build_object('id', deal.id, 'name', deal.name) end as deal
    ${from} order by opening.opened_at desc, opening.id limit ${limit} offset ${offset}`.execute(db)
  const count = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(db)
  return { openings: rows, total: count.rows[0]!.total }
}

const facts = sql`resource.id, resource.name, resource.kind, resource.version, resource.owner_id as "ownerId", owner.name as "ownerName",
  resource.valid_from as "validFrom", resource.valid_until as "validUntil", resource.link, resource.body,
  resource.stages, resource.segments, resource.families, resource.certification, resource.certified_days as "certifiedDays"`

/** SQL for whether a resource is to be used on a day. */
function validityOn(today: string): RawBuilder<string> {
  return sql<string>`case when resource.ended_at is not null then 'retired'
    when resource.valid_from > ${today}::date then 'not yet valid'
    when resource.valid_until < ${today}::date then 'no longer valid' else 'valid' end`
}

/** A resource without a tag is for all. */
function tagged(column: string, word: string | undefined): RawBuilder<boolean> {
  if (!word) return sql<boolean>`true`
  const tags = sql.ref(`resource.${column}`)
  return sql<boolean>`(${tags} = '' or lower(${word}) = any(select lower(trim(each)) from regexp_split_to_table(${tags}, ';') each))`
}

function openedSince(scope: Scope, from: string): RawBuilder<unknown> {
  const used = sql`from enablement.opening opening where opening.resource_id = resource.id and opening.opened_at >= ${from}::date
    and ${ownedBy(scope.sees.quotas, sql.ref('opening.person_id'))}`
  return sql`(select count(*)::int ${used}) as opened, (select count(distinct opening.deal_id)::int ${used}) as "openedOnDeals"`
}

function withWords(row: Row, known: Awaited<ReturnType<typeof knownTags>>): Resource {
  const words = { stages: wordsOf(row.stages), segments: wordsOf(row.segments), families: wordsOf(row.families) }
  const unknown = (['stages', 'segments', 'families'] as const).flatMap((tag) =>
    words[tag].filter((word) => !known[tag].has(word.toLowerCase())),
  )
  return { ...row, ...words, unknownTags: unknown }
}
