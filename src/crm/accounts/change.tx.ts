import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { refuseMergedAccount } from '../duplicates/merged.sql.ts'
import type { AccountChanges } from './contract.ts'

type Facts = Required<AccountChanges>

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
  const facts: Facts = { ...blank, ...input }
  await refuseUnknown(tx, { id, facts })
  await sql`insert into crm.account (id, name, industry, country, territory_id, parent_id, employees, annual_revenue_minor,
      founded_year, created_at)
    values (${id}, ${facts.name}, ${facts.industry}, ${facts.country}, ${facts.territoryId}, ${facts.parentId},
      ${facts.employees}, ${facts.annualRevenueMinor}, ${facts.foundedYear}, ${now})`.execute(tx)
  await audit({
    command: 'crm.add-account',
    noun: 'account',
    subjectId: id,
    summary: `Added the account ${facts.name}`,
    after: facts,
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
    const { rows } =
      await sql<Facts>`select name, industry, country, territory_id as "territoryId", parent_id as "parentId",
        employees, annual_revenue_minor as "annualRevenueMinor", founded_year as "foundedYear"
      from crm.account where id = ${id} for update`.execute(tx)
    const before = rows[0]
    if (!before) throw notFound('account', id)
    await refuseMergedAccount(tx, id)
    const facts = { ...before, ...changes }
    const changed = (Object.keys(facts) as (keyof Facts)[]).filter((key) => facts[key] !== before[key])
    if (changed.length === 0) return
    await refuseUnknown(tx, { id, facts })
    await sql`update crm.account set name = ${facts.name}, industry = ${facts.industry}, country = ${facts.country},
        territory_id = ${facts.territoryId}, parent_id = ${facts.parentId}, employees = ${facts.employees},
        annual_revenue_minor = ${facts.annualRevenueMinor}, founded_year = ${facts.foundedYear}
      where id = ${id}`.execute(tx)
    await audit({
      command: 'crm.change-account',
      noun: 'account',
      subjectId: id,
      summary: `Changed the account ${before.name}`,
      before: Object.fromEntries(changed.map((key) => [key, before[key]])),
      after: Object.fromEntries(changed.map((key) => [key, facts[key]])),
    })
    await emit('crm.account.changed', { accountId: id })
  })
}

const blank = {
  industry: null,
  country: null,
  territoryId: null,
  parentId: null,
  employees: null,
  annualRevenueMinor: null,
  foundedYear: null,
}

/** Refuses a territory or parent that is not there, a parent that was merged away, and a circle of parents. */
export async function refuseUnknown(
  tx: Tx,
  { id, facts }: { id: string; facts: Pick<Facts, 'name' | 'territoryId' | 'parentId'> },
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
