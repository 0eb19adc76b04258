import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Present, Unowned } from './assignment.ts'
import type { Came, HadOpen } from './preview.ts'

/** The people of a pool as of today: their credit, why they are not there, what they have open, what they got this week. */
export async function presentPeople(
  db: Db | Tx,
  asked: { ruleId: string; people: readonly string[]; of: 'leads' | 'deals'; today: string; timeZone: string },
): Promise<Map<string, Present>> {
  const { ruleId, people, of, today, timeZone } = asked
  const open =
    of === 'leads'
      ? sql`(select count(*) from crm.lead where lead.owner_id = person.id and lead.ended_at is null
          and lead.status in ('new', 'contacted', 'qualified'))`
      : sql`(select count(*) from crm.deal where deal.owner_id = person.id and deal.ended_at is null and deal.outcome = 'open')`
  const { rows } = await sql<Present>`
    select person.id as "personId", person.name, coalesce(turn.credit, 0) as credit,
      case when person.erased_at is not null or person.left_on <= ${today} then 'left'
        when exists (select from company.leave where leave.person_id = person.id and leave.ended_at is null
          and leave.starts_on <= ${today} and leave.last_day >= ${today}) then 'on leave' end as away,
      ${open} as open,
      (select count(*) from process.firing where firing.person_id = person.id and firing.what = 'assigned'
        and (firing.lead_id is not null) = ${of === 'leads'}
        and firing.at >= date_trunc('week', ${today}::date::timestamp) at time zone ${timeZone}) as "thisWeek"
    from company.person left join process.turn on turn.person_id = person.id and turn.rule_id = ${ruleId}
    where person.id = any(${[...people]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.personId, row]))
}

/** Who got the last one of a rule in turn. */
export async function lastInTurn(db: Db | Tx, ruleId: string): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`select person.name from process.firing
    join company.person on person.id = firing.person_id
    join process.turn on turn.rule_id = firing.rule_id and turn.person_id = firing.person_id
    where firing.rule_id = ${ruleId} and firing.what = 'assigned' order by firing.at desc, firing.id desc limit 1`.execute(
    db,
  )
  return rows[0]?.name ?? null
}

const leadSelect = sql`select lead.id, 'lead' as noun, lead.name, null::uuid as "stageId", null::uuid as "territoryId",
  null::bigint as "amountMinor", '' as currency, lead.country, lead.industry, lead.source`
const dealSelect = sql`select deal.id, 'deal' as noun, deal.name, deal.stage_id as "stageId", account.territory_id as "territoryId",
  deal.amount_minor as "amountMinor", deal.currency, account.country, account.industry, null as source`

/** An open lead that nobody owns. */
export async function unownedLead(db: Db | Tx, id: string): Promise<Unowned | null> {
  const { rows } =
    await sql<Unowned>`${leadSelect} from crm.lead where lead.id = ${id} and ${openLead} and lead.owner_id is null`.execute(
      db,
    )
  return rows[0] ?? null
}

/** An open deal that nobody owns. */
export async function unownedDeal(db: Db | Tx, id: string): Promise<Unowned | null> {
  const { rows } =
    await sql<Unowned>`${dealSelect} from crm.deal left join crm.account account on account.id = deal.account_id
    where deal.id = ${id} and deal.ended_at is null and deal.outcome = 'open' and deal.owner_id is null`.execute(db)
  return rows[0] ?? null
}

const openLead = sql`lead.ended_at is null and lead.erased_at is null and lead.status in ('new', 'contacted', 'qualified')`

/** Ids of open leads, or deals, that came with an import and that nobody owns. */
export async function unownedOfImport(db: Db, of: 'leads' | 'deals', importId: string): Promise<string[]> {
  const { rows } =
    of === 'leads'
      ? await sql<{ id: string }>`select lead.id from crm.lead where lead.import_id = ${importId} and ${openLead}
          and lead.owner_id is null order by lead.created_at, lead.id`.execute(db)
      : await sql<{
          id: string
        }>`select deal.id from crm.deal where deal.ended_at is null and deal.outcome = 'open' and deal.owner_id is null
            and exists (select from crm.deal_version version where version.deal_id = deal.id and version.import_id = ${importId})
          order by deal.created_on, deal.id`.execute(db)
  return rows.map(({ id }) => id)
}

type Span = { from: string; to: string; timeZone: string }

/** Leads or deals that came in within a span of days (the last one excluded), oldest first, as far as the reader sees them. */
export async function cameIn(
  db: Db,
  scope: Scope,
  { of, from, to, timeZone }: Span & { of: 'leads' | 'deals' },
): Promise<Came[]> {
  const named = sql`owner.name as "ownerName"`
  const { rows } =
    of === 'leads'
      ? await sql<Came>`${leadSelect}, ${named}, ${leadClosed(timeZone)} as "closedOn", (lead.created_at at time zone ${timeZone})::date as day,
            date_trunc('week', lead.created_at at time zone ${timeZone})::date as week
          from crm.lead left join company.person owner on owner.id = lead.owner_id
          where lead.ended_at is null and (lead.created_at at time zone ${timeZone})::date >= ${from}
            and (lead.created_at at time zone ${timeZone})::date < ${to} and ${ownedBy(scope.sees.deals, sql.ref('lead.owner_id'))}
          order by lead.created_at, lead.id limit 20000`.execute(db)
      : await sql<Came>`${dealSelect}, ${named}, ${dealClosed} as "closedOn", deal.created_on as day, date_trunc('week', deal.created_on::timestamp)::date as week
          from crm.deal left join crm.account account on account.id = deal.account_id
            left join company.person owner on owner.id = deal.owner_id
          where deal.ended_at is null and deal.created_on >= ${from} and deal.created_on < ${to}
            and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
          order by deal.created_on, deal.id limit 20000`.execute(db)
  return rows
}

/** The day from which a lead, or a deal, is open no more. */
const leadClosed = (timeZone: string) =>
  sql`(least(lead.converted_at, lead.disqualified_at) at time zone ${timeZone})::date`
const dealClosed = sql`case when deal.outcome <> 'open' then deal.closed_on end`

/** What people own that came before a day and was open on it: until when. */
export async function openBefore(
  db: Db,
  { of, people, from, timeZone }: { of: 'leads' | 'deals'; people: readonly string[]; from: string; timeZone: string },
): Promise<HadOpen[]> {
  const ids = [...people]
  const { rows } =
    of === 'leads'
      ? await sql<HadOpen>`select lead.owner_id as "personId", ${leadClosed(timeZone)} as "closedOn" from crm.lead
          where lead.owner_id = any(${ids}::uuid[]) and lead.ended_at is null and (lead.created_at at time zone ${timeZone})::date < ${from}
            and coalesce(${leadClosed(timeZone)} > ${from}, true)`.execute(db)
      : await sql<HadOpen>`select deal.owner_id as "personId", ${dealClosed} as "closedOn" from crm.deal
          where deal.owner_id = any(${ids}::uuid[]) and deal.ended_at is null and deal.created_on < ${from}
            and coalesce(${dealClosed} > ${from}, true)`.execute(db)
  return rows
}

/** Names of people, and when they were away between two days. */
export async function absences(
  db: Db,
  people: readonly string[],
): Promise<{ names: Map<string, string>; awayOn: (personId: string, day: string) => Present['away'] }> {
  const ids = [...people]
  const [named, leave] = await Promise.all([
    sql<{ id: string; name: string; leftOn: string | null }>`select id, name, left_on as "leftOn" from company.person
      where id = any(${ids}::uuid[])`.execute(db),
    sql<{
      id: string
      startsOn: string
      lastDay: string
    }>`select person_id as id, starts_on as "startsOn", last_day as "lastDay"
      from company.leave where ended_at is null and person_id = any(${ids}::uuid[])`.execute(db),
  ])
  const left = new Map(named.rows.map(({ id, leftOn }) => [id, leftOn]))
  return {
    names: new Map(named.rows.map(({ id, name }) => [id, name])),
    awayOn: (personId, day) => {
      const leftOn = left.get(personId) ?? null
      if (leftOn !== null && leftOn <= day) return 'left'
      return leave.rows.some(({ id, startsOn, lastDay }) => id === personId && startsOn <= day && lastDay >= day)
        ? 'on leave'
        : null
    },
  }
}

export type Assigned = { at: string; ruleId: string; ruleName: string; personName: string | null; says: string }

/** What rules of assignment said of a lead or deal that the reader sees, newest first. */
export async function assignmentsOf(
  db: Db,
  scope: Scope,
  { noun, id }: { noun: 'lead' | 'deal'; id: string },
): Promise<Assigned[]> {
  const { rows } =
    await sql<Assigned>`select firing.at, rule.id as "ruleId", rule.name as "ruleName", person.name as "personName", firing.detail as says
    from process.firing join process.rule on rule.id = firing.rule_id and rule.kind = 'assignment'
      join ${sql.table(`crm.${noun}`)} thing on thing.id = firing.${sql.ref(`${noun}_id`)} and thing.ended_at is null
      left join company.person on person.id = firing.person_id
    where thing.id = ${id} and ${ownedBy(scope.sees.deals, sql.ref('thing.owner_id'))} order by firing.at desc, firing.id desc limit 20`.execute(
      db,
    )
  return rows
}
