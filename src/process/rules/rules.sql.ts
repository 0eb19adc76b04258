import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Firing } from './contract.ts'
import type { Terms } from './terms.ts'

export type StoredRule = {
  id: string
  name: string
  terms: Terms
  stageName: string | null
  isOn: boolean
  addedAt: string
  changedAt: string
}

/** Every rule that was not ended, in the order of the stages. */
export async function storedRules(db: Db | Tx): Promise<StoredRule[]> {
  const { rows } = await sql<StoredRule>`
    select rule.id, rule.name, rule.terms, stage.name as "stageName", rule.paused_at is null as "isOn",
      rule.added_at as "addedAt", rule.changed_at as "changedAt"
    from process.rule left join crm.stage on stage.id = rule.stage_id
    where rule.ended_at is null order by stage.position nulls first, lower(rule.name), rule.id`.execute(db)
  return rows
}

/** Firings of deals that the reader sees; those about rows of files are seen by who sees all deals. */
function seen(scope: Scope) {
  return sql`(firing.deal_id is null and firing.lead_id is null and ${scope.sees.deals === 'all'}
    or ${ownedBy(scope.sees.deals, sql`coalesce(deal.owner_id, lead.owner_id)`)})`
}

export type Counted = {
  fired: number
  deals: number
  amountMinor: number
  passed: number
  heldHours: number | null
  byWhat: Record<string, number>
}

/** What each rule did from a day on. */
export async function countedFirings(db: Db, scope: Scope, from: string): Promise<Map<string, Counted>> {
  const { rows } = await sql<Counted & { ruleId: string }>`
    with own as (
      select firing.* from process.firing left join crm.deal on deal.id = firing.deal_id
        left join crm.lead on lead.id = firing.lead_id
      where firing.at >= ${from}::date and ${seen(scope)}
    ), per_deal as (
      select rule_id, deal_id, (array_agg(amount_minor order by at desc))[1] as amount_minor,
        min(at) filter (where what = 'refused') as refused_at, max(at) filter (where what = 'passed') as passed_at
      from own where deal_id is not null group by 1, 2
    ), counts as (
      select rule_id, what, count(*) as times from own group by 1, 2
    )
    select rule_id as "ruleId", coalesce(sum(times) filter (where what <> 'passed'), 0)::bigint as fired, jsonb_object_agg(what, times) as "byWhat",
      (select count(*) from per_deal where per_deal.rule_id = counts.rule_id) as deals,
      (select coalesce(sum(amount_minor), 0)::bigint from per_deal where per_deal.rule_id = counts.rule_id) as "amountMinor",
      (select count(*) from per_deal where per_deal.rule_id = counts.rule_id and passed_at > refused_at) as passed,
      (select percentile_cont(0.5) within group (order by extract(epoch from passed_at - refused_at) / 3600)
        from per_deal where per_deal.rule_id = counts.rule_id and passed_at > refused_at)::float8 as "heldHours"
    from counts group by rule_id`.execute(db)
  return new Map(rows.map(({ ruleId, ...counted }) => [ruleId, counted]))
}

/** What a rule did, newest first. */
export async function firingsOf(
  db: Db,
  scope: Scope,
  { id, limit, offset }: { id: string; limit: number; offset: number },
): Promise<{ total: number; firings: Firing[] }> {
  const from = sql`from process.firing left join crm.deal on deal.id = firing.deal_id left join crm.lead on lead.id = firing.lead_id
    left join company.person on person.id = firing.person_id left join auth."user" who on who.id = firing.actor_id
    where firing.rule_id = ${id} and ${seen(scope)}`
  const [total, page] = await Promise.all([
    sql<{ total: number }>`select count(*) as total ${from}`.execute(db),
    sql<Firing>`select firing.id, firing.at, firing.what, deal.id as "dealId", deal.name as "dealName", lead.id as "leadId", lead.name as "leadName", person.name as "personName",
      who.name as by, firing.detail, firing.amount_minor as "amountMinor" ${from}
      order by firing.at desc, firing.id desc limit ${limit} offset ${offset}`.execute(db),
  ])
  return { total: total.rows[0]?.total ?? 0, firings: page.rows }
}

/** Playbook actions of each rule from a day on: added, ended, and ended by their day. */
export async function playbookActions(
  db: Db,
  from: string,
): Promise<Map<string, { added: number; done: number; inTime: number }>> {
  const { rows } = await sql<{ ruleId: string; added: number; done: number; inTime: number }>`
    select split_part(cause, ' ', 4) as "ruleId", count(*) as added, count(done_at) as done,
      count(*) filter (where done_at::date <= due_on) as "inTime"
    from actions.action where starts_with(cause, 'process.playbook ') and added_at >= ${from}::date group by 1`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.ruleId, row]))
}

/** Names of people by id. */
export async function peopleNamed(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from company.person where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
