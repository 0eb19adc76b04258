import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import { attainment } from '#goals/attainment.sql.ts'
import { fiscalPeriod } from '#goals/period.ts'
import { type Asking, cannotTell, type Measured, type Measures, shareOf } from './measured.ts'

/** By the end of this day of a quarter its quotas are accepted. */
const QUOTA_DAY = 15
/** Share of a quota from which on it was within reach. */
const WITHIN_REACH = 0.8
/** Who is on no onboarding plan counts as ramped so many months after the hire, as in Goals, Capacity. */
const RAMPED_AFTER = 12

type Period = { from: string; to: string; label: string }

/** Checks 20 and 22: quotas accepted in time, and within reach. */
export async function quotaMeasures(asking: Asking): Promise<Measures> {
  const { db, asOf } = asking
  const company = await readCompany(db)
  const running = fiscalPeriod({ grain: 'quarter', on: asOf }, company, company.locale)
  const ended = fiscalPeriod({ grain: 'quarter', on: running.previousOn }, company, company.locale)
  const answered = lastQuotaDay(running) < asOf ? running : ended
  const [onTime, realism] = await Promise.all([
    quotasOnTime(asking, { ...answered, timeZone: company.timeZone }),
    quotaRealism(asking, ended),
  ])
  return { 'quotas-on-time': onTime, 'quota-realism': realism }
}

function lastQuotaDay({ from }: Pick<Period, 'from'>): string {
  return dayAfter(from, QUOTA_DAY - 1)
}

type Accepted = {
  id: string
  name: string
  quotas: number
  accepted: boolean | null
  disputed: boolean | null
  acceptedOn: string | null
}

/** Of each seller, whether every quota that stood at the end of day 15 was accepted by then. */
async function quotasOnTime({ db, asOf }: Asking, period: Period & { timeZone: string }): Promise<Measured> {
  const { from, to, label, timeZone } = period
  const by = lastQuotaDay(period)
  const isOver = (column: string) => sql`${sql.ref(column)} >= (${dayAfter(by, 1)}::timestamp at time zone ${timeZone})`
  const until = sql`(${dayAfter(asOf, 1)}::timestamp at time zone ${timeZone})`
  const { rows: any } = await sql`select 1 from goals.quota_answer where said_at < ${until} limit 1`.execute(db)
  if (any.length === 0)
    return cannotTell(
      'Nobody has accepted or disputed a quota here yet, so that it cannot be told who had one in time.',
    )
  const { rows } = await sql<Accepted>`
    with seller as (
      select person.id, person.name from company.person person
      where person.erased_at is null and (person.left_on is null or person.left_on > ${by})
        and exists (select from goals.quota quota where quota.subject_kind = 'person' and quota.subject_id = person.id
          and quota.starts_on < ${to} and quota.ends_on > (${from}::date - interval '1 year') and quota.recorded_at < ${until})
    )
    select seller.id, seller.name, count(quota.id)::int as quotas, bool_and(coalesce(said.answer = 'accepted', false)) filter (where quota.id is not null) as accepted,
      bool_or(said.answer = 'disputed') as disputed,
      (select min(late.said_at at time zone ${timeZone})::date::text from goals.quota_answer late join goals.quota on quota.id = late.quota_id
        where late.answer = 'accepted' and quota.subject_id = seller.id and quota.starts_on < ${to} and quota.ends_on > ${from}
          and ${isOver('late.said_at')} and late.said_at < ${until}) as "acceptedOn"
    from seller left join goals.quota quota on quota.subject_kind = 'person' and quota.subject_id = seller.id
      and quota.starts_on < ${to} and quota.ends_on > ${from} and not ${isOver('quota.recorded_at')}
      and (quota.ended_at is null or ${isOver('quota.ended_at')})
    left join lateral (select answer from goals.quota_answer where quota_id = quota.id and not ${isOver('said_at')}
      order by said_at desc limit 1) said on true
    group by 1, 2 order by 2, 1`.execute(db)
  const late = rows.filter(({ accepted }) => accepted !== true)
  return shareOf({
    hits: rows.length - late.length,
    n: rows.length,
    none: 'Nobody has or had a quota of their own.',
    rows: late.map((row) => ({
      label: row.name,
      detail: whyLate(row, { by, label }),
      to: `/goals?on=${from}&line=person.${row.id}`,
    })),
  })
}

function whyLate({ quotas, disputed, acceptedOn }: Accepted, { by, label }: { by: string; label: string }): string {
  if (quotas === 0) return `had no quota for ${label} by ${by}`
  if (acceptedOn !== null) return `accepted it on ${acceptedOn}, after ${by}`
  return disputed ? 'disputed it, and it was not settled' : `had not accepted it by ${by}`
}

/** Of sellers who were ramped when the quarter began, who came to 80 % of their quota. */
async function quotaRealism({ db, scope, asOf }: Asking, ended: Period): Promise<Measured> {
  const { people } = await attainment(db, scope, {
    grain: 'quarter',
    on: ended.from,
    now: new Date(`${asOf}T12:00:00Z`),
  })
  const ramped = await rampedBy(db, ended.from)
  const sellers = people.filter(
    ({ subjectId, isRollUp, attainment: share }) => !isRollUp && share !== null && ramped.has(subjectId ?? ''),
  )
  const reached = sellers.filter(({ attainment: share }) => share! >= WITHIN_REACH)
  return shareOf({
    hits: reached.length,
    n: sellers.length,
    none: `Nobody who was ramped had a quota in ${ended.label}.`,
    rows: sellers
      .filter((line) => !reached.includes(line))
      .map(({ subjectId, name, attainment: share }) => ({
        label: name,
        detail: `${Math.round(100 * share!)} % of the quota of ${ended.label}`,
        to: `/goals?on=${ended.from}&line=person.${subjectId}`,
      })),
  })
}

/** Who had come to full quota by a day: past the months of their onboarding plan, without one a year after the hire. */
async function rampedBy(db: Asking['db'], day: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select person.id from company.person person
    left join enablement.onboarding onboarding on onboarding.person_id = person.id and onboarding.ended_at is null
    left join enablement.plan plan on plan.id = onboarding.plan_id
    where coalesce(onboarding.starts_on + make_interval(months => array_position(plan.ramp, plan.ramp[cardinality(plan.ramp)]) - 1),
      person.hired_on + make_interval(months => ${RAMPED_AFTER}), '-infinity') <= ${day}`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
