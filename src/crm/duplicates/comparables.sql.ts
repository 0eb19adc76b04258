import { sql } from 'kysely'
import { fullScope, type Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import { seenContact } from '../contacts/contacts.sql.ts'
import type { Comparable, MergedNoun } from './candidates.ts'

/** A row to compare, and how a list shows it. */
export type Listed = Comparable & { detail: string }

/** All rows of a noun that the reader sees, or those of some ids, with what tells whether another one is the same. */
export async function comparables(
  db: Db,
  scope: Scope,
  noun: MergedNoun,
  ids: readonly string[] | null = null,
): Promise<Listed[]> {
  const { rows } = await sql<Listed>`select * from (${listed[noun](scope)}) as row
    where ${ids === null} or row.id = any(${[...(ids ?? [])]}::uuid[])`.execute(db)
  return rows
}

/** How many rows of a noun the reader sees. */
export async function countComparables(db: Db, scope: Scope, noun: MergedNoun): Promise<number> {
  const { rows } = await sql<{
    rows: number
  }>`select count(*)::int as rows from (${listed[noun](scope)}) as row`.execute(db)
  return rows[0]!.rows
}

/** What all rows of a noun say, as one short text: it changes when any of them does. */
export async function stampOf(db: Db, noun: MergedNoun): Promise<{ rows: number; stamp: string }> {
  const { rows } = await sql<{ rows: number; stamp: string }>`select count(*)::int as rows,
      count(*) || ' ' || coalesce(sum(hashtextextended((to_jsonb(row) - 'detail')::text, 0)::numeric), 0) as stamp
    from (${listed[noun](fullScope)}) as row`.execute(db)
  return rows[0]!
}

/** The rows of each noun, as SQL; those that the reader sees. */
const listed = { account: accounts, contact: contacts, lead: leads, deal: deals }

/** Pairs that somebody called different, as `first second`. */
export async function apartPairs(db: Db, noun: MergedNoun): Promise<Set<string>> {
  const { rows } = await sql<{ pair: string }>`select first_id || ' ' || second_id as pair from crm.apart
    where noun = ${noun} and withdrawn_at is null`.execute(db)
  return new Set(rows.map(({ pair }) => pair))
}

function accounts() {
  return sql`
    with addresses as (
      select contact.account_id as id, array_agg(distinct split_part(lower(contact.email), '@', 2)) as domains
      from crm.contact contact where contact.ended_at is null and contact.email is not null group by 1)
    select account.id, account.name, account.external_id as "externalId", null as email, null as phone,
      coalesce(addresses.domains, '{}') as domains, null as within, account.country, null as amount, null as "madeOn",
      concat_ws(' · ', account.external_id, account.industry, account.country) as detail
    from crm.account account left join addresses using (id) where account.merged_into is null`
}

function contacts(scope: Scope) {
  return sql`
    select contact.id, contact.name, contact.external_id as "externalId", contact.email, contact.phone, '{}'::text[] as domains,
      contact.account_id::text as within, null as country, null as amount, null as "madeOn",
      concat_ws(' · ', contact.title, account.name, contact.email) as detail
    from crm.contact contact left join crm.account account on account.id = contact.account_id
    where contact.ended_at is null and contact.erased_at is null and ${seenContact(scope)}`
}

function leads(scope: Scope) {
  return sql`
    select lead.id, lead.name, lead.external_id as "externalId", lead.email, lead.phone, '{}'::text[] as domains,
      lead.company as within, lead.country, null as amount, null as "madeOn",
      concat_ws(' · ', lead.company, lead.status, lead.email) as detail
    from crm.lead lead where lead.ended_at is null and lead.erased_at is null
      and ${ownedBy(scope.sees.deals, sql.ref('lead.owner_id'))}`
}

function deals(scope: Scope) {
  return sql`
    select deal.id, deal.name, deal.external_id as "externalId", null as email, null as phone, '{}'::text[] as domains,
      deal.account_id::text as within, null as country, deal.amount_minor || ' ' || deal.currency as amount,
      deal.created_on as "madeOn", concat_ws(' · ', account.name, stage.name, owner.name) as detail
    from crm.deal deal join crm.stage stage on stage.id = deal.stage_id
      left join crm.account account on account.id = deal.account_id left join company.person owner on owner.id = deal.owner_id
    where deal.ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}`
}
