import { type RawBuilder, sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { inCompanyMoney, rateDay } from '../money.sql.ts'
import { askedPartsInCompanyMoney, asksForPart } from './asked-part.sql.ts'
import type { DealFilter, DealTotals } from './contract.ts'
import { matching } from './filter.sql.ts'

/** What matches, summed: per currency as stated, in the company currency at dated rates, and what no sum can hold. */
export async function dealTotals(
  db: Db,
  scope: Scope,
  input: DealFilter & { today: string; group?: 'stage' | 'owner' | undefined },
): Promise<DealTotals> {
  const company = await readCompany(db)
  const worth = inCompanyMoney(company, {
    minor: sql.ref('deal.amount_minor'),
    currency: sql.ref('deal.currency'),
    day: rateDay(input.today),
  })
  const where = matching(scope, input)
  const [parts, part] = asksForPart(input)
    ? [
        sql`matched as materialized (select deal.id, deal.item_id, deal.amount_minor from crm.deal deal where ${where}),
          ${askedPartsInCompanyMoney(input, { company, of: sql`matched` })},`,
        sql`left join asked_part on asked_part.deal_id = deal.id`,
      ]
    : [sql``, sql`cross join (select null::bigint as minor) asked_part`]
  const { rows } = await sql<Sum>`
    with ${parts} worth as materialized (
      select asked_part.minor as asked_minor, deal.currency, deal.outcome, deal.amount_minor, ${worth} as company_minor,
        deal.outcome = 'open' and deal.expected_close is null as undated,
        deal.outcome = 'open' and coalesce(deal.expected_close < ${input.today}, false) as overdue, ${groupKey(input.group)} as group_key
      from crm.deal deal ${part} where ${where}
    )
    select currency, outcome, undated, overdue, group_key as "groupKey", count(*) as count, count(amount_minor) as "withAmount",
      coalesce(sum(amount_minor), 0)::bigint as stated, coalesce(sum(company_minor), 0)::bigint as "companyMinor",
      coalesce(sum(asked_minor), 0)::bigint as "askedMinor",
      count(*) filter (where amount_minor is not null and company_minor is null) as unconverted,
      coalesce(sum(amount_minor) filter (where company_minor is null), 0)::bigint as "unconvertedMinor"
    from worth group by 1, 2, 3, 4, 5`.execute(db)
  const labels = input.group ? await groupLabels(db, input.group) : new Map<string, string>()
  return totalsOf(rows, {
    currency: company.currency,
    rateDay: input.today,
    labels,
    grouped: input.group !== undefined,
    isPart: asksForPart(input),
  })
}

type Sum = {
  currency: string
  outcome: 'open' | 'won' | 'lost'
  undated: boolean
  overdue: boolean
  groupKey: string
  count: number
  withAmount: number
  stated: number
  companyMinor: number
  askedMinor: number
  unconverted: number
  unconvertedMinor: number
}

function totalsOf(
  rows: Sum[],
  context: { currency: string; rateDay: string; labels: Map<string, string>; grouped: boolean; isPart: boolean },
): DealTotals {
  const sumOf = (some: Sum[]) => ({ count: total(some, 'count'), amountMinor: total(some, 'companyMinor') })
  const askedOf = (some: Sum[]) => ({ askedMinor: context.isPart ? total(some, 'askedMinor') : null })
  const by = <Key extends string>(keyOf: (row: Sum) => Key) => [...Map.groupBy(rows, keyOf)]
  return {
    ...sumOf(rows),
    ...askedOf(rows),
    currency: context.currency,
    rateDay: context.rateDay,
    byCurrency: by((row) => row.currency).map(([currency, some]) => ({
      currency,
      count: total(some, 'withAmount'),
      amountMinor: total(some, 'stated'),
    })),
    byOutcome: by((row) => row.outcome).map(([outcome, some]) => ({
      outcome,
      ...sumOf(some),
      ...askedOf(some),
    })),
    undated: sumOf(rows.filter((row) => row.undated)),
    overdue: sumOf(rows.filter((row) => row.overdue)),
    withoutAmount: total(rows, 'count') - total(rows, 'withAmount'),
    unconverted: by((row) => row.currency)
      .map(([currency, some]) => ({
        currency,
        count: total(some, 'unconverted'),
        amountMinor: total(some, 'unconvertedMinor'),
      }))
      .filter(({ count }) => count > 0),
    groups: context.grouped
      ? by((row) => row.groupKey).map(([key, some]) => ({
          key,
          label: context.labels.get(key) ?? 'Nobody',
          ...sumOf(some),
        }))
      : [],
  }
}

function total(
  rows: Sum[],
  column: 'count' | 'withAmount' | 'stated' | 'companyMinor' | 'askedMinor' | 'unconverted' | 'unconvertedMinor',
) {
  return rows.reduce((sum, row) => sum + row[column], 0)
}

function groupKey(group: 'stage' | 'owner' | undefined): RawBuilder<string> {
  if (group === 'stage') return sql<string>`deal.stage_id::text`
  if (group === 'owner') return sql<string>`coalesce(deal.owner_id::text, 'none')`
  return sql<string>`''`
}

async function groupLabels(db: Db, group: 'stage' | 'owner'): Promise<Map<string, string>> {
  const { rows } =
    group === 'stage'
      ? await sql<{ id: string; name: string }>`select id, name from crm.stage`.execute(db)
      : await sql<{ id: string; name: string }>`select id, name from company.person`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
