import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { accountPotentials } from '../potential.sql.ts'
import type { RuledAccount, TerritoryRule } from './placed.ts'

export type ListedRule = TerritoryRule & { territory: string; startsOn: string }

/** The rules that stand, by territory; with a day, only those that have begun by then. */
export async function territoryRules(db: Db, on: string | null = null): Promise<ListedRule[]> {
  const { rows } = await sql<ListedRule>`
    select rule.id, rule.territory_id as "territoryId", territory.name as territory, rule.terms, rule.starts_on as "startsOn"
    from goals.territory_rule rule join company.territory on territory.id = rule.territory_id
    where rule.ended_at is null and (${on}::date is null or rule.starts_on <= ${on}::date)
    order by lower(territory.name), rule.added_at, rule.id limit 2000`.execute(db)
  return rows
}

/** Every account as rules see it, with its potential as far as the reader sees deals. */
export async function ruledAccounts(db: Db, scope: Scope, now: Date): Promise<RuledAccount[]> {
  const { rows } = await sql<Omit<RuledAccount, 'potential'>>`
    select id, name, country, industry, employees, annual_revenue_minor as "revenueMinor", territory_id as "territoryId"
    from crm.account where merged_into is null order by lower(name), id`.execute(db)
  const potentials = new Map((await accountPotentials(db, scope, now)).map(({ id, potential }) => [id, potential]))
  return rows.map((account) => ({ ...account, potential: potentials.get(account.id) ?? 0 }))
}

/** Names of territories. */
export async function territoryNames(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from company.territory`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export type ListedMove = {
  id: string
  accountId: string
  name: string
  from: string | null
  to: string
  takesEffectOn: string
  reason: string
  state: 'planned' | 'happened'
}

/** Moves that are planned or have happened, the newest first. */
export async function territoryMoves(db: Db, limit: number): Promise<ListedMove[]> {
  const { rows } = await sql<ListedMove>`
    select move.id, move.account_id as "accountId", account.name, origin.name as from, aim.name as to, move.takes_effect_on as "takesEffectOn",
      move.reason, case when move.applied_at is null then 'planned' else 'happened' end as state
    from goals.territory_move move join crm.account on account.id = move.account_id join company.territory aim on aim.id = move.to_territory_id
      left join company.territory origin on origin.id = move.from_territory_id
    where move.withdrawn_at is null order by move.takes_effect_on desc, lower(account.name), move.id limit ${limit}`.execute(
    db,
  )
  return rows
}
