import { formatDay, type Grain, labelOf, parseDay, periodOf, startOf } from '@drumbeat/periods'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { readCompany } from '#company/profile.sql.ts'
import { fiscalCalendarOf } from '#company/schema.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { leadsContract } from './contract.ts'
import { firstTouchAt, leadWhere, touched, untouchedDays } from './leads.sql.ts'
import { type LeadFacts, leadMeasures } from './measures.ts'

type Asked = z.output<typeof leadsContract.leadMeasures.query>

/** The figures of the leads that the reader sees. */
export async function measuresOfLeads(
  db: Db,
  scope: Scope,
  asked: Asked & { now: string },
): Promise<z.output<typeof leadsContract.leadMeasures.reply>> {
  const { by, now, from = null, to = null, untouchedDays: silent } = asked
  const company = await readCompany(db)
  const leads = await leadFacts(db, scope, asked)
  const calendar = fiscalCalendarOf(company)
  const periodOfDay = (grain: Grain) => (day: string) => {
    const period = periodOf(parseDay(day)!, grain, calendar)
    return { key: formatDay(startOf(period, calendar)), label: labelOf(period, calendar, company.locale) }
  }
  const isPeriod = by === 'month' || by === 'quarter' || by === 'year'
  const { total, groups } = leadMeasures(leads, {
    ...{ from, to, untouchedDays: silent },
    ...(isPeriod && { periodOf: periodOfDay(by) }),
  })
  return { asOf: now, by, untouchedDays: silent, total, groups: by === 'none' ? [] : groups }
}

async function leadFacts(db: Db, scope: Scope, asked: Asked & { now: string }): Promise<LeadFacts[]> {
  const { timeZone } = await readCompany(db)
  const day = (instant: RawBuilder<unknown>) => sql`(${instant} at time zone ${timeZone})::date::text`
  const hours = (to: RawBuilder<unknown>) =>
    sql`case when ${to} is not null then greatest(0, extract(epoch from ${to} - lead.created_at) / 3600)::float8 end`
  const group = groupings[asked.by] ?? groupings.none!
  const where = await leadWhere(db, scope, { ...asked, untouchedDays: undefined })
  const { rows } = await sql<LeadFacts>`
    select coalesce(${group.key}, 'none') as key, coalesce(${group.label}, ${group.without}) as label, lead.status,
      ${day(sql.ref('lead.created_at'))} as "createdDay", ${day(firstTouchAt)} as "firstTouchDay",
      ${hours(firstTouchAt)} as "hoursToFirstTouch", ${day(sql.ref('lead.qualified_at'))} as "qualifiedDay",
      ${day(sql.ref('lead.converted_at'))} as "convertedDay", ${hours(sql.ref('lead.converted_at'))} / 24 as "daysToConversion",
      ${day(sql.ref('lead.disqualified_at'))} as "disqualifiedDay", ${untouchedDays(asked.now)} as "untouchedDays"
    from crm.lead lead ${touched} left join company.person owner on owner.id = lead.owner_id
    where ${where}`.execute(db)
  return rows
}

type Grouping = { key: RawBuilder<unknown>; label: RawBuilder<unknown>; without: string }

const groupings: Partial<Record<Asked['by'], Grouping>> = {
  none: { key: sql`'all'`, label: sql`'All leads'`, without: '' },
  owner: { key: sql`lead.owner_id::text`, label: sql`owner.name`, without: 'Nobody' },
  ...Object.fromEntries(
    (['source', 'country', 'industry', 'status'] as const).map((name) => [
      name,
      { key: sql.ref(`lead.${name}`), label: sql.ref(`lead.${name}`), without: `No ${name}` },
    ]),
  ),
}
