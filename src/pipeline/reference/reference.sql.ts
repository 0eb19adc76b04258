import { parseDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { companyProfile } from '#company/profile.sql.ts'
import { fiscalCalendarOf } from '#company/schema.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { codeOf, type DealHistory, type Dictionary, NEVER } from '../history/deal-history.ts'
import type {
  AccountFacts,
  ByCode,
  CurrencyFacts,
  Dated,
  ItemFacts,
  Named,
  PersonFacts,
  Reference,
  StageFacts,
  Territory,
} from './reference.ts'

/** Reads what versions refer to, and gives each id that is new its code. */
export async function readReference(db: Db | Tx, history: DealHistory): Promise<Reference> {
  const profile = await companyProfile(db)
  const currencies = inOrder(history.currencies, await currencyFacts(db), (each) => each.code)
  const own = currencies.find((each) => each?.code === profile.currency)
  return {
    currency: profile.currency,
    digits: own?.digits ?? 2,
    timeZone: profile.timeZone,
    locale: profile.locale,
    calendar: fiscalCalendarOf(profile),
    pipelines: (await sql<Named>`select id, name from crm.pipeline order by name`.execute(db)).rows,
    stages: inOrder(history.stages, await stageFacts(db), idOf),
    people: inOrder(history.people, await personFacts(db), idOf),
    accounts: inOrder(history.accounts, await accountFacts(db), idOf),
    items: inOrder(history.items, await itemFacts(db), idOf),
    families: (await sql<Named>`select id, name from company.family order by name`.execute(db)).rows,
    territories: (
      await sql<Territory>`select id, name, parent_id as "parentId" from company.territory order by name`.execute(db)
    ).rows,
    teams: (await sql<Named>`select id, name from company.team order by name`.execute(db)).rows,
    lines: await dated(
      db,
      sql`select person_id as "personId", manager_id as "toId", starts_on, ends_on from company.reporting_line`,
    ),
    members: await dated(
      db,
      sql`select person_id as "personId", team_id as "toId", starts_on, ends_on from company.team_membership`,
    ),
    currencies,
  }
}

function idOf({ id }: { id: string }): string {
  return id
}

/** Facts in the order of their codes; what has gone since leaves a hole. */
function inOrder<Facts>(
  dictionary: Dictionary,
  facts: readonly Facts[],
  keyOf: (facts: Facts) => string,
): ByCode<Facts> {
  const found = new Map(facts.map((each) => [codeOf(dictionary, keyOf(each)), each]))
  return dictionary.ids.map((_, code) => found.get(code))
}

async function stageFacts(db: Db | Tx): Promise<StageFacts[]> {
  const { rows } = await sql<StageFacts>`
    select id, name, pipeline_id as "pipelineId", row_number() over (partition by pipeline_id order by position, id) as position,
      outcome, forecast_category as "forecastCategory", (probability * 10000)::int as probability,
      coalesce((select jsonb_agg(jsonb_build_object('probability', (former.probability * 10000)::int,
        'until', former.until - date '1970-01-01') order by former.until)
        from crm.stage_probability former where former.stage_id = stage.id), '[]') as former
    from crm.stage stage order by pipeline_id, position, id`.execute(db)
  return rows
}

async function personFacts(db: Db | Tx): Promise<PersonFacts[]> {
  const { rows } = await sql<PersonFacts>`
    select id, name, left_on - date '1970-01-01' as "leftOn" from company.person order by name, id`.execute(db)
  return rows
}

async function accountFacts(db: Db | Tx): Promise<AccountFacts[]> {
  const { rows } = await sql<AccountFacts>`
    select id, name, industry, country, territory_id as "territoryId", parent_id as "parentId", employees,
      annual_revenue_minor as "revenueMinor", founded_year as founded from crm.account where merged_into is null order by name, id`.execute(
    db,
  )
  return rows
}

async function itemFacts(db: Db | Tx): Promise<ItemFacts[]> {
  const { rows } = await sql<ItemFacts>`select id, name, family_id as "familyId",
      round(list_price * 10::numeric ^ (select minor_digits from company.currency join company.profile on currency = code))::bigint as "listMinor"
      from company.item order by name, id`.execute(db)
  return rows
}

async function dated(db: Db | Tx, from: ReturnType<typeof sql>): Promise<Dated[]> {
  const { rows } = await sql<Dated>`
    select "personId", "toId", starts_on - date '1970-01-01' as "from",
      coalesce(ends_on - date '1970-01-01', ${sql.lit(NEVER)}) as "until" from (${from}) dated order by 1, 3`.execute(
    db,
  )
  return rows
}

async function currencyFacts(db: Db | Tx): Promise<CurrencyFacts[]> {
  const { rows } = await sql<{ code: string; digits: number; startsOn: string | null; scaled: string | null }>`
    select currency.code, currency.minor_digits as digits, rate.starts_on as "startsOn",
      (rate.rate * 10000000000)::bigint::text as scaled
    from company.currency currency left join company.currency_rate rate on rate.code = currency.code
    order by currency.code, rate.starts_on`.execute(db)
  return [...Map.groupBy(rows, ({ code }) => code)].map(([code, some]) => ({
    code,
    digits: some[0]!.digits,
    rates: some.flatMap(({ startsOn, scaled }) =>
      startsOn === null || scaled === null ? [] : [{ from: parseDay(startsOn)!, scaled: BigInt(scaled) }],
    ),
  }))
}
