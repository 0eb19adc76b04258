import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import { dayIn } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Subject } from './attainment.ts'
import { companyLine, countedByFamily, creditsThatCount, peopleLines, subjectLines } from './attainment.ts'
import { countsByDefault, creditsOf, dealMoney, defaultCounts, isDue } from './credits.sql.ts'
import { type CalendarFacts, elapsedShare, fiscalPeriod } from './period.ts'
import type { Goal } from './quotas/quota.ts'
import { type AskedQuotas, isAsked, subjectName, withSubject } from './quotas/subjects.sql.ts'
import type { Attainment, AttainmentLine, Grain, LeftOut, Quota, SubjectKind } from './schema.ts'

type Period = { from: string; to: string }

/** Goals against what was closed in a fiscal period, as far as the caller may see; goals as they were known at an instant, or are. */
export async function attainment(
  db: Db,
  scope: Scope,
  asked: { grain: Grain; on?: string | undefined; now: Date; knownAt?: string | undefined },
): Promise<Attainment> {
  const company = await companyFacts(db)
  const today = dayIn(company.timeZone, asked.now)
  const period = fiscalPeriod({ grain: asked.grain, on: asked.on ?? today }, company, company.locale)
  const treeOn = today < period.from ? period.from : today < period.to ? today : lastDay(period)
  const [all, byDefault, goals, people, teams, territories, families, leftOut] = await Promise.all([
    creditsOf(db, scope, { ...period, today, byFamily: scope.sees.quotas === 'all' }),
    countsByDefault(db),
    goalsOf(db, scope, { ...period, knownAt: asked.knownAt }),
    peopleOn(db, scope, treeOn),
    teamsOn(db, scope, treeOn),
    scope.sees.quotas === 'all' ? tree(db, 'territory') : [],
    scope.sees.quotas === 'all' ? tree(db, 'family') : [],
    leftOutOf(db, scope, { ...period, today }),
  ])
  const of = (kind: SubjectKind) => goals.get(kind) ?? new Map<string, Goal[]>()
  const credits = creditsThatCount({ credits: all, goals: of('person'), byDefault })
  const lines = peopleLines({ people, credits, goals: of('person'), period })
  const within = descendants(territories)
  return {
    period,
    currency: company.currency,
    today,
    treeOn,
    elapsed: elapsedShare({ ...period, today }),
    company:
      scope.sees.quotas === 'all' && scope.sees.deals === 'all'
        ? companyLine({ name: company.name, credits, goals: of('company').get('') ?? [], people: lines, period })
        : null,
    people: lines,
    teams: subjectLines({
      kind: 'team',
      subjects: teams.map(({ id, name }) => ({ id, name, parentId: null })),
      credits,
      belongs: (credit, id) => teams.some((team) => team.id === id && team.memberIds.includes(credit.ownerId ?? '')),
      goals: of('team'),
      period,
    }),
    territories: subjectLines({
      kind: 'territory',
      subjects: territories,
      credits,
      belongs: (credit, id) => credit.territoryId !== null && (within.get(id)?.has(credit.territoryId) ?? false),
      goals: of('territory'),
      period,
    }),
    families: subjectLines({
      kind: 'family',
      subjects: families,
      credits: countedByFamily(credits),
      belongs: (credit, id) => credit.familyId === id,
      goals: of('family'),
      period,
    }),
    leftOut,
  }
}

/** Whose quota a line says. */
export type QuotaLine = Pick<AttainmentLine, 'subjectId' | 'managerId' | 'quotaMinor'>
export type QuotaLines = { company: QuotaLine | null; people: readonly QuotaLine[]; teams: readonly QuotaLine[] }

/** The quotas of a fiscal period alone, as `attainment` has them, without a look at what was closed. */
export async function quotaLines(
  db: Db,
  scope: Scope,
  asked: { grain: Grain; on: string; now: Date; knownAt?: string | undefined },
): Promise<QuotaLines> {
  const company = await companyFacts(db)
  const today = dayIn(company.timeZone, asked.now)
  const period = fiscalPeriod(asked, company, company.locale)
  const treeOn = today < period.from ? period.from : today < period.to ? today : lastDay(period)
  const [goals, people, teams] = await Promise.all([
    goalsOf(db, scope, { ...period, knownAt: asked.knownAt }),
    peopleOn(db, scope, treeOn),
    teamsOn(db, scope, treeOn),
  ])
  const of = (kind: SubjectKind) => goals.get(kind) ?? new Map<string, Goal[]>()
  const none = { credits: [], period }
  const lines = peopleLines({ people, goals: of('person'), ...none })
  const isSeen = scope.sees.quotas === 'all' && scope.sees.deals === 'all'
  return {
    company: isSeen
      ? companyLine({ name: company.name, goals: of('company').get('') ?? [], people: lines, ...none })
      : null,
    people: lines,
    teams: subjectLines({
      kind: 'team',
      subjects: teams.map(({ id, name }) => ({ id, name, parentId: null })),
      belongs: () => false,
      goals: of('team'),
      ...none,
    }),
  }
}

/** Quotas that the caller may see, newest period first. */
export async function quotas(db: Db | Tx, scope: Scope, asked: AskedQuotas): Promise<Quota[]> {
  const company = await readCompany(db)
  const worth = inCompanyMoney(company, {
    minor: sql.ref('quota.amount_minor'),
    currency: sql.ref('quota.currency'),
    day: sql.ref('quota.starts_on'),
  })
  const { rows } = await sql<Quota>`
    select quota.id, quota.subject_kind as "subjectKind", quota.subject_id as "subjectId",
      ${subjectName} as "subjectName",
      quota.starts_on as "startsOn", quota.ends_on as "endsOn", quota.amount_minor as "amountMinor", quota.currency,
      ${worth} as "companyMinor", coalesce(quota.counts, ${defaultCounts}) as counts, quota.recorded_at as "recordedAt", quota.ended_at as "endedAt", setter.name as "setBy", quota.origin
    from goals.quota quota ${withSubject}
    where ${isAsked(asked)} and ${visibleQuota(scope)}
    order by quota.starts_on desc, quota.ends_on, quota.subject_kind, "subjectName", quota.recorded_at desc, quota.id desc`.execute(
    db,
  )
  return rows
}

/** A person's quota is seen by whom the scope says; a team's by who sees all its members of that time; the rest by who sees all. */
export function visibleQuota(scope: Scope) {
  if (scope.sees.quotas === 'all') return sql`true`
  const members = sql`from company.team_membership member where member.team_id = quota.subject_id
    and member.starts_on < quota.ends_on and (member.ends_on is null or member.ends_on > quota.starts_on)`
  const seen = ownedBy(scope.sees.quotas, sql.ref('member.person_id'))
  return sql`(quota.subject_kind = 'person' and ${ownedBy(scope.sees.quotas, sql.ref('quota.subject_id'))}
    or quota.subject_kind = 'team' and exists (select ${members}) and not exists (select ${members} and not ${seen}))`
}

async function goalsOf(
  db: Db,
  scope: Scope,
  period: Period & { knownAt: string | undefined },
): Promise<Map<SubjectKind, Map<string, Goal[]>>> {
  const found = await quotas(db, scope, period)
  const byKind = Map.groupBy(found, (quota) => quota.subjectKind)
  return new Map([...byKind].map(([kind, some]) => [kind, Map.groupBy(some, (quota) => quota.subjectId ?? '')]))
}

/** What no line can hold, or holds only in part; said, never dropped in silence. */
async function leftOutOf(db: Db, scope: Scope, asked: Period & { today: string }): Promise<LeftOut[]> {
  const worth = inCompanyMoney(await readCompany(db), dealMoney(asked.today))
  const { rows } = await sql<{ reason: LeftOut['reason']; currency: string; deals: number; amountMinor: number }>`
    with looked as materialized (
      select deal.id, deal.currency, deal.amount_minor, deal.owner_id, deal.outcome, deal.closed_on, deal.expected_close,
        ${worth} as worth, ${isDue(asked)} as due
      from crm.deal deal where deal.ended_at is null and deal.outcome <> 'lost'
        and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
        and (${isDue(asked)} or deal.outcome = 'won' and deal.closed_on is null
          or deal.outcome = 'open' and deal.expected_close is null)
    ), reasons as (
      select 'no owner' as reason, looked.* from looked where due and owner_id is null
      union all select 'no amount', looked.* from looked where due and amount_minor is null
      union all select 'no rate', looked.* from looked where due and amount_minor is not null and worth is null
      union all select 'shares above 100 %', looked.* from looked where due and (select sum(share) from goals.incentive_split
        where deal_id = looked.id and ended_at is null) > 1
      union all select 'won without a day', looked.* from looked where outcome = 'won' and closed_on is null
      union all select 'open without expected close', looked.* from looked where outcome = 'open' and expected_close is null
    )
    select reason, currency, count(*) as deals, coalesce(sum(amount_minor), 0)::bigint as "amountMinor"
    from reasons group by 1, 2 order by 1, 2`.execute(db)
  return [...Map.groupBy(rows, (row) => row.reason)].map(([reason, some]) => ({
    reason,
    deals: some.reduce((sum, row) => sum + row.deals, 0),
    amounts: some
      .filter((row) => row.amountMinor !== 0)
      .map(({ currency, amountMinor }) => ({ currency, amountMinor })),
  }))
}

async function peopleOn(db: Db, scope: Scope, day: string): Promise<Subject[]> {
  const { rows } = await sql<Subject>`
    select person.id, person.name, line.manager_id as "parentId" from company.person person
    left join company.reporting_line line on line.person_id = person.id and line.starts_on <= ${day}
      and (line.ends_on is null or line.ends_on > ${day})
    where ${ownedBy(scope.sees.quotas, sql.ref('person.id'))} order by person.name`.execute(db)
  return rows
}

async function teamsOn(
  db: Db,
  scope: Scope,
  day: string,
): Promise<{ id: string; name: string; memberIds: readonly string[] }[]> {
  const { rows } = await sql<{ id: string; name: string; memberIds: string[] }>`
    select team.id, team.name, coalesce(array_agg(member.person_id::text) filter (where member.id is not null), '{}') as "memberIds"
    from company.team team
    left join company.team_membership member on member.team_id = team.id and member.starts_on <= ${day}
      and (member.ends_on is null or member.ends_on > ${day})
    group by team.id order by team.name`.execute(db)
  const seen = scope.sees.quotas
  if (seen === 'all') return rows
  return rows.filter(({ memberIds }) => memberIds.length > 0 && memberIds.every((id) => seen.includes(id)))
}

async function tree(db: Db, noun: 'territory' | 'family'): Promise<Subject[]> {
  const { rows } =
    noun === 'territory'
      ? await sql<Subject>`select id, name, parent_id as "parentId" from company.territory order by name`.execute(db)
      : await sql<Subject>`select id, name, null as "parentId" from company.family order by name`.execute(db)
  return rows
}

/** Each territory with all below it, itself included. */
function descendants(subjects: readonly Subject[]): Map<string, Set<string>> {
  const parents = new Map(subjects.map(({ id, parentId }) => [id, parentId]))
  const within = new Map(subjects.map(({ id }) => [id, new Set<string>()]))
  for (const { id } of subjects) {
    for (
      let above: string | null = id;
      above !== null && !within.get(above)?.has(id);
      above = parents.get(above) ?? null
    ) {
      within.get(above)?.add(id)
    }
  }
  return within
}

type CompanyFacts = CalendarFacts & { name: string; currency: string; locale: string; timeZone: string }

async function companyFacts(db: Db): Promise<CompanyFacts> {
  const { rows } = await sql<CompanyFacts>`
    select name, currency, locale, time_zone as "timeZone", calendar_kind as "calendarKind",
      fiscal_start_month as "fiscalStartMonth", week_start as "weekStart" from company.profile`.execute(db)
  return rows[0]!
}

function lastDay({ to }: Period): string {
  return dayAfter(to, -1)
}
