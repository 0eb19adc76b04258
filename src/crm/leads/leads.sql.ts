import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Lead, LeadFilter, LeadSort, leadsContract } from './contract.ts'

type Asked = z.output<typeof leadsContract.listLeads.query>

/** A page of the leads that the reader sees. */
export async function leadsPage(
  db: Db,
  scope: Scope,
  asked: Asked & { now: string },
): Promise<{ leads: Lead[]; total: number; next: number | null }> {
  const [column, direction] = asked.sort.split(':') as [LeadSort, string]
  const order = sql`${sortColumns[column]} ${direction === 'desc' ? sql`desc` : sql`asc`} nulls last, lead.id`
  const where = await leadWhere(db, scope, asked)
  const [page, count] = await Promise.all([
    sql<Lead>`${selectLead(scope, asked.now)} where ${where} order by ${order} limit ${asked.limit} offset ${asked.offset}`.execute(
      db,
    ),
    sql<{ total: number }>`select count(*) as total from crm.lead lead ${touched} where ${where}`.execute(db),
  ])
  const { total } = count.rows[0]!
  const end = asked.offset + asked.limit
  return { leads: page.rows, total, next: total > end ? end : null }
}

/** One lead that the reader sees. */
export async function leadById(
  db: Db | Tx,
  scope: Scope,
  { id, now }: { id: string; now: string },
): Promise<Lead | undefined> {
  const { rows } = await sql<Lead>`${selectLead(scope, now)} where lead.id = ${id} and lead.ended_at is null
    and ${ownedBy(scope.sees.deals, sql.ref('lead.owner_id'))}`.execute(db)
  return rows[0]
}

type Touch = z.output<typeof leadsContract.leadDetail.reply>['touches'][number]

/** The newest hundred touches of a lead. */
export async function leadTouches(db: Db, id: string): Promise<Touch[]> {
  const { rows } =
    await sql<Touch>`select touch.id, touch.kind, touch.happened_at as "happenedAt", touch.person_id as "personId",
      person.name as "personName", touch.subject, touch.note
    from crm.lead_touch touch left join company.person person on person.id = touch.person_id
    where touch.lead_id = ${id} and touch.ended_at is null order by touch.happened_at desc, touch.id limit 100`.execute(
      db,
    )
  return rows
}

/** What the leads that the reader sees may be filtered by. */
export async function leadChoices(db: Db, scope: Scope): Promise<z.output<typeof leadsContract.leadChoices.reply>> {
  const seen = sql`lead.ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('lead.owner_id'))}`
  const values = async (column: string) =>
    (
      await sql<{ value: string }>`select distinct ${sql.ref(column)} as value from crm.lead lead
        where ${seen} and ${sql.ref(column)} is not null order by 1 limit 500`.execute(db)
    ).rows.map(({ value }) => value)
  const [sources, countries, industries, owners, teams] = await Promise.all([
    values('source'),
    values('country'),
    values('industry'),
    sql<{ id: string; name: string }>`select person.id, person.name from company.person person
      where ${ownedBy(scope.sees.deals, sql.ref('person.id'))} and person.erased_at is null
        and (person.left_on is null or exists (select from crm.lead lead where lead.owner_id = person.id and lead.ended_at is null))
      order by person.name`.execute(db),
    sql<{ id: string; name: string }>`select team.id, team.name from company.team team
      where exists (select from company.team_membership member where member.team_id = team.id
        and ${ownedBy(scope.sees.deals, sql.ref('member.person_id'))}) order by team.name`.execute(db),
  ])
  return { sources, countries, industries, owners: owners.rows, teams: teams.rows }
}

/** What narrows the leads; `lead` and `touch` are in the query. */
export async function leadWhere(
  db: Db,
  scope: Scope,
  asked: LeadFilter & { now: string },
): Promise<RawBuilder<boolean>> {
  const { timeZone } = await readCompany(db)
  const day = (column: string) => sql`(${sql.ref(column)} at time zone ${timeZone})::date`
  const found: RawBuilder<unknown>[] = [sql`lead.ended_at is null`, ownedBy(scope.sees.deals, sql.ref('lead.owner_id'))]
  if (asked.search) {
    const like = `%${asked.search.replace(/[\\%_]/g, '\\$&')}%`
    found.push(sql`(lead.name ilike ${like} or lead.company ilike ${like} or lead.email ilike ${like})`)
  }
  if (asked.status) found.push(sql`lead.status = any(${asked.status}::text[])`)
  for (const field of ['source', 'country', 'industry'] as const) {
    if (asked[field]) found.push(sql`coalesce(${sql.ref(`lead.${field}`)}, 'none') = any(${asked[field]}::text[])`)
  }
  if (asked.owner) found.push(sql`coalesce(lead.owner_id::text, 'none') = any(${asked.owner}::text[])`)
  if (asked.team)
    found.push(sql`exists (select from company.team_membership member where member.person_id = lead.owner_id
      and member.team_id = any(${asked.team}::uuid[]) and member.starts_on <= ${day('lead.created_at')}
      and (member.ends_on is null or member.ends_on > ${day('lead.created_at')}))`)
  if (asked.account) found.push(sql`lead.account_id = ${asked.account}`)
  if (asked.createdFrom) found.push(sql`${day('lead.created_at')} >= ${asked.createdFrom}::date`)
  if (asked.createdTo) found.push(sql`${day('lead.created_at')} <= ${asked.createdTo}::date`)
  if (asked.convertedFrom) found.push(sql`${day('lead.converted_at')} >= ${asked.convertedFrom}::date`)
  if (asked.convertedTo) found.push(sql`${day('lead.converted_at')} <= ${asked.convertedTo}::date`)
  if (asked.untouchedDays !== undefined) found.push(sql`${untouchedDays(asked.now)} >= ${asked.untouchedDays}`)
  return sql<boolean>`${sql.join(found, sql` and `)}`
}

/** The first and the last touch of each lead: what was written down, and the change to "contacted". */
export const touched = sql`left join lateral (
    select min(one.happened_at) filter (where one.kind <> 'note') as first_at, max(one.happened_at) as last_at,
      count(one.id)::int as touches
    from crm.lead_touch one where one.lead_id = lead.id and one.ended_at is null) touch on true`

/** Earliest of both; least() passes over what is null. */
export const firstTouchAt = sql<string | null>`least(lead.contacted_at, touch.first_at)`
const lastTouchAt = sql<string | null>`greatest(lead.contacted_at, touch.last_at)`

/** Whole days of 24 hours in which nobody touched an open lead. */
export function untouchedDays(now: string): RawBuilder<number | null> {
  return sql<number | null>`case when lead.status not in ('converted', 'disqualified') then
    floor(extract(epoch from ${now}::timestamptz - greatest(lead.contacted_at, touch.last_at, lead.created_at)) / 86400)::int end`
}

const sortColumns: Record<LeadSort, RawBuilder<unknown>> = {
  name: sql`lower(lead.name)`,
  company: sql`lower(lead.company)`,
  status: sql`array_position(array['new','contacted','qualified','converted','disqualified'], lead.status)`,
  source: sql`lead.source`,
  owner: sql`owner.name`,
  created: sql`lead.created_at`,
  firstTouch: firstTouchAt,
  lastTouch: lastTouchAt,
  changed: sql`lead.changed_at`,
}

function selectLead(scope: Scope, now: string): RawBuilder<Lead> {
  return sql<Lead>`select lead.id, lead.external_id as "externalId", lead.name, lead.company, lead.title, lead.email, lead.phone,
      lead.country, lead.industry, lead.source, lead.status, lead.owner_id as "ownerId", owner.name as "ownerName",
      lead.created_at as "createdAt", ${firstTouchAt} as "firstTouchAt", ${lastTouchAt} as "lastTouchAt", touch.touches,
      ${untouchedDays(now)} as "untouchedDays", lead.qualified_at as "qualifiedAt", lead.converted_at as "convertedAt",
      lead.disqualified_at as "disqualifiedAt", lead.disqualified_reason as "disqualifiedReason",
      lead.account_id as "accountId", account.name as "accountName", lead.contact_id as "contactId", deal.id as "dealId",
      deal.name as "dealName", lead.changed_at as "changedAt", lead.erased_at as "erasedAt"
    from crm.lead lead ${touched}
    left join company.person owner on owner.id = lead.owner_id
    left join crm.account account on account.id = lead.account_id
    left join crm.deal deal on deal.id = lead.deal_id and deal.ended_at is null
      and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`
}
