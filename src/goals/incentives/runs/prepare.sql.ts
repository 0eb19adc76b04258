import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import { reportingLines } from '#company/reporting.sql.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { goalOfPeriod } from '../../quotas/quota.ts'
import type { Credit } from '../credit.ts'
import { incentivePlan } from '../plans/plans.sql.ts'
import type { Plan } from '../schema.ts'
import { type Rule, Terms } from '../terms.ts'
import { creditedSales, type SaleFault } from './credited.ts'
import { type Earlier, earlierRuns } from './earlier.sql.ts'
import { salesOf } from './sales.sql.ts'

export type Asked = { planId: string; from: string; to: string }

/** One participant with all that the statement rests on. */
export type Prepared = {
  personId: string
  personName: string
  leftOn: string | null
  rate: string | null
  /** In millionths of the plan's currency. */
  quota: bigint | null
  quotaMinor: number | null
  /** The currency of a quota of the period that no rate turns into the plan's. */
  quotaWithoutRate: string | null
  credits: Credit[]
  /** Other plans that pay this person in this period, each on the days it does. */
  otherPlans: OtherPlan[]
}

export type OtherPlan = { name: string; startsOn: string; endsOn: string | null; rules: Rule[] }

export type Preparation = {
  plan: Plan
  terms: Terms
  minorDigits: number
  people: Prepared[]
  faults: SaleFault[]
  earlier: Earlier
}

/** Reads what a run of a plan for [from, to) rests on. */
export async function prepareRun(db: Db | Tx, asked: Asked): Promise<Preparation> {
  const plan = await incentivePlan(db, asked.planId)
  return prepareBy(db, { plan, terms: termsOf(plan, asked), from: asked.from, to: asked.to })
}

/** Reads what a plan pays by given terms for [from, to); the plan and its participants need not be kept anywhere. */
export async function prepareBy(
  db: Db | Tx,
  { plan, terms, ...days }: { plan: Plan; terms: Terms; from: string; to: string },
): Promise<Preparation> {
  const asked = { planId: plan.id, ...days }
  const takers = plan.participants.filter(
    (each) => each.startsOn < asked.to && (each.endsOn === null || each.endsOn > asked.from),
  )
  const [minorDigits, sales, lines, earlier, facts] = await Promise.all([
    digitsOf(db, terms.currency),
    salesOf(db, { terms, ...asked }),
    reportingLines(db),
    earlierRuns(db, asked),
    peopleOf(db, { ...asked, counts: terms.counts, ids: takers.map(({ personId }) => personId) }),
  ])
  const { credits, faults } = creditedSales({ sales, takers, lines, to: asked.to })
  const quotas = await quotasOf(db, { ...asked, ids: [...credits.keys()], terms, minorDigits })
  const people = [...credits].map(([personId, own]): Prepared => {
    const taker = takers.findLast((each) => each.personId === personId)!
    const fact = facts.get(personId)
    const quotaMinor = quotas.minor.get(personId) ?? null
    return {
      personId,
      personName: taker.personName,
      leftOn: fact?.leftOn ?? null,
      rate: taker.rate,
      quotaMinor,
      quotaWithoutRate: quotas.withoutRate.get(personId) ?? null,
      quota: quotaMinor === null ? null : BigInt(quotaMinor) * 10n ** BigInt(6 - minorDigits),
      credits: own,
      otherPlans: fact?.otherPlans ?? [],
    }
  })
  return { plan, terms, minorDigits, people, faults, earlier }
}

/** The terms that hold throughout a period. */
function termsOf({ name, terms }: Plan, { from, to }: Asked): Terms {
  const holding = terms.filter((each) => each.startsOn < to && (each.endsOn === null || each.endsOn > from))
  const whole = holding.find((each) => each.startsOn <= from && (each.endsOn === null || each.endsOn >= to))
  if (whole) return Terms.parse(whole.terms)
  const spans = holding.map(
    ({ startsOn, endsOn }) =>
      `from ${startsOn < from ? from : startsOn} until ${endsOn !== null && endsOn < to ? endsOn : to}`,
  )
  throw refusal(409, {
    code: 'terms-change',
    message: `No terms of ${name} hold from ${from} until ${to} throughout.`,
    wayOut: spans.length > 0 ? `Run it by the spans of its terms: ${spans.join(', ')}.` : 'Set terms for these days.',
  })
}

async function digitsOf(db: Db | Tx, currency: string): Promise<number> {
  const { rows } = await sql<{
    digits: number
  }>`select minor_digits as digits from company.currency where code = ${currency}`.execute(db)
  if (!rows[0])
    throw refusal(400, {
      code: 'unknown',
      message: `There is no currency ${currency}.`,
      wayOut: 'Use a code such as USD.',
    })
  return rows[0].digits
}

async function peopleOf(
  db: Db | Tx,
  { planId, from, to, counts, ids }: Asked & { counts: string; ids: string[] },
): Promise<Map<string, Fact>> {
  const { rows } = await sql<Fact & { id: string }>`
    select person.id, person.left_on as "leftOn", coalesce((
      select jsonb_agg(jsonb_build_object('name', other.name, 'startsOn', greatest(also.starts_on, terms.starts_on),
        'endsOn', least(also.ends_on, terms.ends_on), 'rules', terms.terms -> 'rules') order by other.name, terms.starts_on)
      from goals.incentive_participant also
      join goals.incentive_plan other on other.id = also.plan_id and other.ended_at is null
      join goals.incentive_terms terms on terms.plan_id = other.id and terms.ended_at is null and terms.terms ->> 'counts' = ${counts}
        and daterange(terms.starts_on, terms.ends_on) && daterange(also.starts_on, also.ends_on)
      where also.person_id = person.id and also.ended_at is null and also.plan_id <> ${planId}
        and daterange(also.starts_on, also.ends_on) && daterange(${from}, ${to})), '[]') as "otherPlans"
    from company.person person where person.id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...fact }) => [id, fact]))
}

type Fact = { leftOn: string | null; otherPlans: OtherPlan[] }

/** What each person is to reach in exactly this period, in the currency of the plan; a quota in another currency needs a rate. */
async function quotasOf(
  db: Db | Tx,
  { from, to, ids, terms, minorDigits }: Asked & { ids: string[]; terms: Terms; minorDigits: number },
): Promise<{ minor: Map<string, number>; withoutRate: Map<string, string> }> {
  const company = await readCompany(db)
  const { rows } = await sql<QuotaRow>`
    select quota.id, quota.currency, quota.subject_id as "personId", quota.starts_on as "startsOn", quota.ends_on as "endsOn",
      case when quota.currency = ${terms.currency} then quota.amount_minor else round(quota.amount_minor / 10::numeric ^ money.minor_digits
        * 10::numeric ^ ${minorDigits}::int * coalesce((${JSON.stringify(terms.statedRates)}::jsonb ->> quota.currency)::numeric,
        case when ${terms.currency === company.currency} then (select rate.rate from company.currency_rate rate where rate.code = quota.currency
          and rate.starts_on <= quota.starts_on order by rate.starts_on desc limit 1) end))::bigint end as minor
    from goals.quota quota join company.currency money on money.code = quota.currency
    where quota.ended_at is null and quota.subject_kind = 'person' and quota.subject_id = any(${ids}::uuid[])
      and quota.starts_on < ${to} and quota.ends_on > ${from}`.execute(db)
  const found = new Map<string, number>()
  for (const [personId, some] of Map.groupBy(rows, (row) => row.personId)) {
    const goals = some.map(({ id, startsOn, endsOn, minor }) => ({ id, startsOn, endsOn, companyMinor: minor }))
    const { quotaMinor, basis } = goalOfPeriod(goals, { from, to })
    if (quotaMinor !== null && basis !== 'incomplete') found.set(personId, quotaMinor)
  }
  const withoutRate = rows
    .filter(({ minor }) => minor === null)
    .map((row): [string, string] => [row.personId, row.currency])
  return { minor: found, withoutRate: new Map(withoutRate) }
}

type QuotaRow = {
  id: string
  currency: string
  personId: string
  startsOn: string
  endsOn: string
  minor: number | null
}
