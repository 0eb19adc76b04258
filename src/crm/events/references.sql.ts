import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { References, Referred } from './references.ts'

/** Reads what is named: items by code, territories by name, accounts and people by external id or name. */
export async function readReferences(
  tx: Tx,
  named: Readonly<Record<Referred, readonly string[]>>,
): Promise<References> {
  const { item, territory, account, person } = named
  const { rows } = await sql<{ kind: Referred; said: string; id: string }>`
    select 'item' as kind, code as said, id from company.item where code = any(${[...item]}::text[])
    union all select 'territory', name, id from company.territory where name = any(${[...territory]}::text[])
    union all select 'account', external_id, coalesce(merged_into, id) from crm.account where external_id = any(${[...account]}::text[])
    union select distinct 'account', name, coalesce(merged_into, id) from crm.account
      where lower(name) = any(${account.map((name) => name.toLowerCase())}::text[])
        and name = any(${[...account]}::text[]) and external_id is distinct from name
    union all select 'person', external_id, id from company.person
      where external_id = any(${[...person]}::text[]) and erased_at is null
    union all select 'person', name, id from company.person
      where name = any(${[...person]}::text[]) and erased_at is null and external_id is distinct from name`.execute(tx)
  const of = (kind: Referred) => {
    const found = new Map<string, string[]>()
    for (const row of rows) if (row.kind === kind) found.set(row.said, [...(found.get(row.said) ?? []), row.id])
    return found
  }
  return { item: of('item'), territory: of('territory'), account: of('account'), person: of('person') }
}
