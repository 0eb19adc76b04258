import { type RawBuilder, sql } from 'kysely'
import { type Company, companyProfile, readCompany } from '#company/profile.sql.ts'
import { reportingLines } from '#company/reporting.sql.ts'
import { partsOfDeals } from '#crm/deal-parts.sql.ts'
import { inCompanyMoney } from '#crm/money.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import { dayIn } from '#platform/clock.ts'
import type { Db } from '#platform/db/pool.ts'
import { quotas } from '../attainment.sql.ts'
import { dealMoney, orderWorth } from '../credits.sql.ts'
import type { AttainedQuota, Quota, SubjectKind } from '../schema.ts'
import { attained, type DayCredit, FINE_DIGITS } from './attained.ts'
import { membersWithin } from './subjects.sql.ts'

type Asked = {
  from?: string | undefined
  to?: string | undefined
  subjectKind?: SubjectKind | undefined
  subjectId?: string | undefined
  now: Date
}

/** Each standing quota that the reader may see, held against what was closed within its own dates. */
export async function attainedQuotas(
  db: Db,
  scope: Scope,
  { now, ...asked }: Asked,
): Promise<{ currency: string; today: string; quotas: AttainedQuota[] }> {
  const [{ currency, timeZone }, found, lines] = await Promise.all([
    companyProfile(db),
    quotas(db, scope, asked),
    reportingLines(db),
  ])
  const today = dayIn(timeZone, now)
  const ids = found.map((quota) => quota.id)
  const [credits, members] = await Promise.all([creditsByDay(db, scope, { found, today }), membersWithin(db, ids)])
  return { currency, today, quotas: attained({ quotas: found, credits, lines, members, today }) }
}

/** What some quota counts, summed by day as finely as some quota asks, in the order of days. */
async function creditsByDay(
  db: Db,
  scope: Scope,
  { found, today }: { found: readonly Quota[]; today: string },
): Promise<DayCredit[]> {
  if (found.length === 0) return []
  const company = await readCompany(db)
  const byKind = new Set(found.map(({ subjectKind }) => subjectKind))
  const counted: Counted = {
    scope,
    company,
    span: {
      from: found.map(({ startsOn }) => startsOn).sort()[0]!,
      to: found
        .map(({ endsOn }) => endsOn)
        .sort()
        .at(-1)!,
    },
    territory: (column) => (byKind.has('territory') ? sql.ref(column) : sql`null::uuid`),
    family: (column) => (byKind.has('family') ? sql.ref(column) : sql`null::uuid`),
    isByFamily: byKind.has('family'),
  }
  const parts = [...new Set(found.map(({ counts }) => counts))].map((counts) =>
    counts === 'deals' ? wonByDay(counted, today) : orderedByDay(counted),
  )
  const { rows } = await sql<DayCredit>`
    select daily.counts, daily.day, daily.owner_id as "ownerId", daily.territory_id as "territoryId",
      daily.family_id as "familyId",
      round(daily.worth * 10::numeric ^ ${company.minorDigits + FINE_DIGITS}::int)::text as fine
    from (${sql.join(parts, sql` union all `)}) as daily where daily.worth is not null order by daily.day`.execute(db)
  return rows
}

type Part = (column: string) => RawBuilder<unknown>
type Counted = {
  scope: Scope
  company: Company
  span: { from: string; to: string }
  territory: Part
  family: Part
  isByFamily: boolean
}

/** Deals are taken apart by their products only where some quota is one of a family. */
function wonByDay({ scope, company, span, territory, family, isByFamily }: Counted, today: string) {
  const money = dealMoney(today)
  const worthOf = (minor: string) => inCompanyMoney(company, { ...money, minor: sql.ref(minor) })
  const worth = isByFamily
    ? sql`${worthOf('part.upto_minor')} - ${worthOf('part.before_minor')}`
    : inCompanyMoney(company, money)
  return sql`(
    with won as materialized (
      select deal.id, deal.owner_id, deal.account_id, deal.outcome, deal.closed_on, deal.currency, deal.item_id, deal.amount_minor
      from crm.deal deal where deal.ended_at is null and deal.outcome = 'won' and deal.closed_on >= ${span.from}
        and deal.closed_on < ${span.to} and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
    )
    select 'deals' as counts, deal.closed_on as day, deal.owner_id, ${territory('account.territory_id')} as territory_id,
      ${family('part.family_id')} as family_id, sum(${worth}) / 10::numeric ^ ${company.minorDigits}::int as worth
    from won deal left join crm.account account on account.id = deal.account_id
    ${isByFamily ? sql`join (${partsOfDeals('family', sql`won`)}) part on part.deal_id = deal.id` : sql``} group by 2, 3, 4, 5)`
}

function orderedByDay({ scope, company, span, territory, family }: Counted) {
  return sql`
    select 'order lines' as counts, line.ordered_on as day, line.owner_id, ${territory('line.territory_id')} as territory_id,
      ${family('item.family_id')} as family_id, sum(${orderWorth(company)}) as worth
    from crm.order_line line left join company.item item on item.id = line.item_id
    where line.ended_at is null and line.ordered_on >= ${span.from} and line.ordered_on < ${span.to}
      and ${ownedBy(scope.sees.orders, sql.ref('line.owner_id'))} group by 2, 3, 4, 5`
}
