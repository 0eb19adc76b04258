import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { attainment } from '#goals/attainment.sql.ts'
import { type Asking, cannotTell, type Measured, type Measures, shareOf } from './measured.ts'

/** By this day of a quarter its quotas stand. */
const QUOTA_DAY = 15
/** Share of a quota from which on it was within reach. */
const WITHIN_REACH = 0.8

/** Checks 4, 20 to 23: demand, quotas, territories and pay. */
export async function planningMeasures(asking: Asking): Promise<Measures> {
  const { db, scope, asOf } = asking
  const at = (on: string) => attainment(db, scope, { grain: 'quarter', on, now: new Date(`${asOf}T12:00:00Z`) })
  const present = await at(asOf)
  const [ended, naive, onTime, balance, payouts] = await Promise.all([
    at(present.period.previousOn),
    beatsNaive(asking),
    quotasOnTime(asking, present.period),
    territoryBalance(asking),
    payoutsRight(asking),
  ])
  const sellers = ended.people.filter(({ isRollUp, attainment: share }) => !isRollUp && share !== null)
  const reached = sellers.filter(({ attainment: share }) => share! >= WITHIN_REACH)
  return {
    'beats-naive': naive,
    'quotas-on-time': onTime,
    'territory-balance': balance,
    'quota-realism': shareOf({
      hits: reached.length,
      n: sellers.length,
      none: `Nobody had a quota in ${ended.period.label}.`,
      rows: sellers
        .filter((line) => !reached.includes(line))
        .map(({ subjectId, name, attainment: share }) => ({
          label: name,
          detail: `${Math.round(100 * share!)} % of the quota of ${ended.period.label}`,
          to: `/goals?on=${ended.period.from}&subject=${subjectId}`,
        })),
    }),
    'payouts-right': payouts,
  }
}

async function beatsNaive({ db, asOf }: Asking): Promise<Measured> {
  type Node = { node: string; level: string; wape: number; naive: number; name: string | null }
  const { rows } = await sql<Node>`
    with run as (
      select id from demand.run where grain = 'month' and measure = 'units' and finished_at < ${dayAfter(asOf, 1)}::date
      order by finished_at desc limit 1
    )
    select forecast.node, forecast.level, forecast.wape, forecast.naive_wape as naive, family.name from demand.forecast forecast
    join run on run.id = forecast.run_id left join company.family family on family.id = forecast.family_id
    where forecast.level in ('all', 'family') and forecast.territory_id is null
      and forecast.wape is not null and forecast.naive_wape > 0`.execute(db)
  const whole = rows.find(({ level }) => level === 'all')
  if (!whole) return cannotTell('No demand forecast has been tried on past months yet.')
  const worse = rows.filter(({ level, wape, naive }) => level === 'family' && wape >= naive)
  return {
    value: 1 - whole.wape / whole.naive,
    n: rows.length,
    cannotTell: null,
    rows: worse.map(({ node, name, wape, naive }) => ({
      label: name ?? node,
      detail: `off by ${Math.round(100 * wape)} %, naive by ${Math.round(100 * naive)} %`,
      to: `/demand?node=${encodeURIComponent(node)}`,
    })),
  }
}

async function quotasOnTime(
  { db, asOf }: Asking,
  period: { from: string; to: string; label: string },
): Promise<Measured> {
  const { rows } = await sql<{ id: string; name: string; since: string | null }>`
    select person.id, person.name, (select min(quota.recorded_at)::date::text from goals.quota quota
      where quota.subject_kind = 'person' and quota.subject_id = person.id
        and quota.starts_on < ${period.to} and quota.ends_on > ${period.from}) as since
    from company.person person
    where person.erased_at is null and (person.left_on is null or person.left_on > ${asOf})
      and exists (select from goals.quota quota where quota.subject_kind = 'person' and quota.subject_id = person.id
        and quota.starts_on < ${period.to} and quota.ends_on > (${period.from}::date - interval '1 year'))
    order by person.name`.execute(db)
  const by = dayAfter(period.from, QUOTA_DAY)
  if (asOf < by) return cannotTell(`${period.label} is not yet ${QUOTA_DAY} days old.`)
  const late = rows.filter(({ since }) => since === null || since > by)
  return shareOf({
    hits: rows.length - late.length,
    n: rows.length,
    none: 'Nobody has or had a quota of their own.',
    rows: late.map(({ id, name, since }) => ({
      label: name,
      detail: since === null ? `has no quota for ${period.label}` : `the quota was set on ${since}`,
      to: `/goals?on=${period.from}&subject=${id}`,
    })),
  })
}

/** Potential of a seller: what is open, and what was won within a year, in the company's currency only. */
async function territoryBalance({ db, asOf }: Asking): Promise<Measured> {
  const { rows } = await sql<{ id: string; name: string; potential: number }>`
    select person.id, person.name, sum(deal.amount_minor)::float8 as potential from crm.deal deal
    join company.person person on person.id = deal.owner_id and (person.left_on is null or person.left_on > ${asOf})
    join company.profile profile on profile.currency = deal.currency
    where deal.ended_at is null and (deal.outcome = 'open'
      or deal.outcome = 'won' and deal.closed_on > ${dayAfter(asOf, -365)} and deal.closed_on <= ${asOf})
    group by 1, 2 having sum(deal.amount_minor) > 0 order by 3 desc`.execute(db)
  if (rows.length < 2) return cannotTell('Fewer than two sellers have deals.')
  const mean = rows.reduce((sum, { potential }) => sum + potential, 0) / rows.length
  const variance = rows.reduce((sum, { potential }) => sum + (potential - mean) ** 2, 0) / rows.length
  return {
    value: Math.sqrt(variance) / mean,
    n: rows.length,
    cannotTell: null,
    rows: rows.map(({ id, name, potential }) => ({
      label: name,
      detail: `${Math.round((100 * potential) / mean)} % of the average potential`,
      to: `/crm/deals?owner=${id}&outcome=open`,
    })),
  }
}

/** A statement was corrected when a later run of the same plan and period pays the same person another sum. */
async function payoutsRight({ db, asOf }: Asking): Promise<Measured> {
  const { rows } = await sql<{ name: string; corrected: boolean; period: string; run: string }>`
    with statement as (
      select statement.person_id, statement.earned_minor, run.plan_id, run.starts_on, run.ends_on, run.id as run,
        row_number() over (partition by run.plan_id, run.starts_on, statement.person_id order by run.calculated_at) as nth,
        lead(statement.earned_minor) over (partition by run.plan_id, run.starts_on, statement.person_id order by run.calculated_at) as later
      from goals.incentive_statement statement join goals.incentive_run run on run.id = statement.run_id
      where run.ends_on > ${dayAfter(asOf, -365)} and run.ends_on <= ${dayAfter(asOf, 1)}
        and exists (select from goals.incentive_approval done where done.run_id = run.id and done.step = 'locked')
    )
    select person.name, statement.later is not null and statement.later <> statement.earned_minor as corrected,
      statement.starts_on::text as period, statement.run
    from statement join company.person person on person.id = statement.person_id where statement.nth = 1`.execute(db)
  const corrected = rows.filter((row) => row.corrected)
  return shareOf({
    hits: rows.length - corrected.length,
    n: rows.length,
    none: 'No run of an incentive plan of the last year is locked.',
    rows: corrected.map(({ name, period }) => ({
      label: name,
      detail: `the statement for the period from ${period} was corrected`,
      to: '/goals?tab=incentives',
    })),
  })
}
