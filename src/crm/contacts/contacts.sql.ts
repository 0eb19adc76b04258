import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Contact, contactSorts, contactsContract } from './contract.ts'

type Asked = z.output<typeof contactsContract.listContacts.query>

/** A page of the contacts that the reader sees. */
export async function contactsPage(
  db: Db,
  scope: Scope,
  asked: Asked,
): Promise<{ contacts: Contact[]; total: number; next: number | null }> {
  const [column, direction] = asked.sort.split(':') as [(typeof contactSorts)[number], string]
  const order = sql`${sortColumns[column]} ${direction === 'desc' ? sql`desc` : sql`asc`} nulls last, contact.id`
  const like = asked.search && `%${asked.search.replace(/[\\%_]/g, '\\$&')}%`
  const where = sql`contact.ended_at is null and ${seenContact(scope)}
    ${like ? sql`and (contact.name ilike ${like} or contact.email ilike ${like} or account.name ilike ${like})` : sql``}
    ${asked.accountId ? sql`and contact.account_id = ${asked.accountId}` : sql``}
    ${asked.owner ? sql`and contact.owner_id = any(${asked.owner}::uuid[])` : sql``}`
  const [page, count] = await Promise.all([
    sql<Contact>`${selectContact} where ${where} order by ${order} limit ${asked.limit} offset ${asked.offset}`.execute(
      db,
    ),
    sql<{ total: number }>`select count(*) as total from crm.contact contact
      left join crm.account account on account.id = contact.account_id where ${where}`.execute(db),
  ])
  const { total } = count.rows[0]!
  const end = asked.offset + asked.limit
  return { contacts: page.rows, total, next: total > end ? end : null }
}

/** One contact that the reader sees. */
export async function contactById(db: Db | Tx, scope: Scope, id: string): Promise<Contact | undefined> {
  const { rows } = await sql<Contact>`${selectContact} where contact.id = ${id} and contact.ended_at is null
    and ${seenContact(scope)}`.execute(db)
  return rows[0]
}

/** A contact is seen by those who see its owner's deals, or a deal of its account. */
export function seenContact(scope: Scope): RawBuilder<boolean> {
  if (scope.sees.deals === 'all') return sql<boolean>`true`
  return sql<boolean>`(${ownedBy(scope.sees.deals, sql.ref('contact.owner_id'))}
    or exists (select from crm.deal deal where deal.account_id = contact.account_id and deal.ended_at is null
      and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}))`
}

const sortColumns: Record<(typeof contactSorts)[number], RawBuilder<unknown>> = {
  name: sql`lower(contact.name)`,
  account: sql`lower(account.name)`,
  owner: sql`owner.name`,
  created: sql`contact.created_at`,
  changed: sql`contact.changed_at`,
}

const selectContact = sql`
  select contact.id, contact.external_id as "externalId", contact.name, contact.title, contact.email, contact.phone,
    contact.account_id as "accountId", account.name as "accountName", contact.owner_id as "ownerId", owner.name as "ownerName",
    contact.created_at as "createdAt", contact.changed_at as "changedAt", contact.erased_at as "erasedAt"
  from crm.contact contact left join crm.account account on account.id = contact.account_id
  left join company.person owner on owner.id = contact.owner_id`
