import { sql } from 'kysely'
import { insertColumns, insertValues, namedColumnsOf, setValues } from '#platform/db/field-columns.ts'
import type { Tx } from '#platform/db/pool.ts'
import { changesBetween, withChanges } from '#platform/fields.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { keptChanges, withKept } from '#platform/kept/kept.ts'
import { refuseUnknownFields } from '#platform/kept/known.sql.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { refuseMergedAccount } from '../duplicates/merged.sql.ts'
import type { AccountChanges } from './contract.ts'
import { type AccountFacts, accountFields } from './fields.ts'

/** Adds an account and gives its id. */
export async function addAccount(work: Work, input: AccountChanges & { name: string }): Promise<string> {
  return transact(work, (writing) => addAccountIn(writing, input))
}

/** The same within a transaction that is open already. */
export async function addAccountIn(
  { tx, now, audit, emit }: Writing,
  input: AccountChanges & { name: string },
): Promise<string> {
  const id = newId()
  const facts = changedFacts(blank(input.name), input)
  await refuseUnknownFields(tx, { noun: 'account', table: 'crm.account', fields: input.fields })
  await refuseUnknown(tx, { id, facts })
  await sql`insert into crm.account (id, created_at, ${insertColumns(accountFields)})
    values (${id}, ${now}, ${insertValues(accountFields, facts)})`.execute(tx)
  await audit({
    command: 'crm.add-account',
    noun: 'account',
    subjectId: id,
    summary: `Added the account ${facts.name}`,
    after: audited(facts),
  })
  await emit('crm.account.changed', { accountId: id })
  return id
}

/** Changes an account; what is left out stays. */
export async function changeAccount(
  work: Work,
  { id, changes }: { id: string; changes: AccountChanges },
): Promise<void> {
  await transact(work, async ({ tx, audit, emit }) => {
    const { rows } = await sql<AccountFacts>`select ${namedColumnsOf(accountFields, 'account')}
      from crm.account account where id = ${id} for update`.execute(tx)
    const before = rows[0]
    if (!before) throw notFound('account', id)
    await refuseMergedAccount(tx, id)
    const facts = changedFacts(before, changes)
    const changed = changesBetween(before, facts)
    if (!changed) return
    await refuseUnknownFields(tx, { noun: 'account', table: 'crm.account', fields: changes.fields })
    await refuseUnknown(tx, { id, facts })
    await sql`update crm.account set ${setValues(accountFields, facts)} where id = ${id}`.execute(tx)
    await audit({
      command: 'crm.change-account',
      noun: 'account',
      subjectId: id,
      summary: `Changed the account ${before.name}`,
      before: audited(changed.before),
      after: audited(changed.after),
    })
    await emit('crm.account.changed', { accountId: id })
  })
}

/** The facts with the changes over them; fields of files that say the same stay as they are. */
function changedFacts(before: AccountFacts, { fields, ...changes }: AccountChanges): AccountFacts {
  const after = withKept(before.fields, fields ?? {})
  const isSame = keptChanges(before.fields, after).length === 0
  return { ...withChanges<AccountFacts>(before, changes), fields: isSame ? before.fields : after }
}

/** The audit says which fields of files there are, never what they say. */
function audited(facts: Partial<AccountFacts>) {
  return 'fields' in facts ? { ...facts, fields: facts.fields && Object.keys(facts.fields) } : facts
}

function blank(name: string): AccountFacts {
  return {
    name,
    industry: null,
    country: null,
    territoryId: null,
    parentId: null,
    employees: null,
    annualRevenueMinor: null,
    foundedYear: null,
    fields: null,
  }
}

/** Refuses a territory or parent that is not there, a parent that was merged away, and a circle of parents. */
export async function refuseUnknown(
  tx: Tx,
  { id, facts }: { id: string; facts: Pick<AccountFacts, 'name' | 'territoryId' | 'parentId'> },
): Promise<void> {
  const { rows } = await sql<{ parents: string[]; parent: boolean; territory: boolean }>`
    with recursive above(id) as (select ${facts.parentId}::uuid union
      select account.parent_id from crm.account account join above on account.id = above.id)
    select coalesce(array_agg(id::text) filter (where id is not null), '{}') as parents,
      exists (select from crm.account where id = ${facts.parentId}) as parent,
      exists (select from company.territory where id = ${facts.territoryId}) as territory from above`.execute(tx)
  const found = rows[0]!
  if (facts.territoryId && !found.territory) throw unknown('territory', facts.territoryId)
  if (facts.parentId && !found.parent) throw unknown('account', facts.parentId)
  await refuseMergedAccount(tx, facts.parentId)
  if (found.parents.includes(id)) {
    throw refusal(400, {
      code: 'circle',
      message: `${facts.name} cannot belong to an account that already belongs to ${facts.name}.`,
      wayOut: 'Choose another parent, or take the parent of the other account out first.',
    })
  }
}

function unknown(noun: string, id: string) {
  return refusal(400, { code: 'unknown', message: `There is no ${noun} ${id}.`, wayOut: 'Choose one that exists.' })
}
