import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'

/** What codes and names mean, as far as events name them: each to the ids that it may stand for. */
export type References = Readonly<Record<Referred, ReadonlyMap<string, readonly string[]>>>

/** What an event may refer to. */
export type Referred = 'item' | 'territory' | 'account' | 'person'

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

/** The one thing that is meant; else why that cannot be told. */
export function referredTo(
  references: References,
  { noun, said }: { noun: Referred; said: string },
):
  | { id: string }
  | { code: `unknown-${Referred}` | 'ambiguous-account' | 'ambiguous-person'; message: string; wayOut: string } {
  const found = references[noun].get(said) ?? []
  if (found.length === 1) return { id: found[0]! }
  if (found.length > 1) {
    const code = noun === 'person' ? 'ambiguous-person' : 'ambiguous-account'
    return { code, message: `${found.length} have the name "${said}".`, wayOut: 'Use the external id.' }
  }
  return { code: `unknown-${noun}`, message: `There is no ${noun} "${said}".`, wayOut: add[noun] }
}

const add: Readonly<Record<Referred, string>> = {
  item: 'Add the item in Company (its code must be the same), then send this event again with the same key.',
  territory: 'Add the territory in Company, or leave it out.',
  account: 'Add the account in CRM, or leave it out.',
  person: 'Add the person in Company, or leave it out.',
}
