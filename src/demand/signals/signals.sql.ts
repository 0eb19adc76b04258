import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { type Written, writtenIn } from '#platform/numbers/written.ts'
import { periodsFrom } from '../calendar.ts'
import { companySettings } from '../history/history.sql.ts'
import type { Signal, SignalUse } from './schema.ts'

/**
 * All signals that stand, with what each was found to be worth. What open deals amount to, and what one of it is worth, is for
 * those who see all deals: a family may have a single one.
 */
export async function signalsNow(db: Db, scope: Scope): Promise<Signal[]> {
  const { rows } = await sql<Omit<Signal, 'sentence'> & { ofDeals: boolean }>`
    select s.id, s.kind = 'open deals' as "ofDeals", s.name, s.unit, v.*, s.by_name as by, s.changed_at as "changedAt",
      coalesce((select jsonb_agg(jsonb_build_object('familyId', u.family_id, 'family', coalesce(f.name, 'No family'), 'lead', u.lag,
          'slope', u.slope, 'errorWithout', u.base_wape, 'errorWith', u.wape, 'points', u.points, 'used', u.used, 'reason', u.reason)
          order by u.used desc, f.name)
        from demand.signal_use u left join company.family f on f.id = u.family_id where u.signal_id = s.id), '[]') as uses
    from demand.signal s cross join lateral (
      select count(*)::int as values, min(day)::text as "firstOn", max(day)::text as "lastOn",
        (array_agg(value order by day desc))[1] as latest from demand.signal_value where signal_id = s.id) v
    where s.ended_at is null order by s.name`.execute(db)
  const written = writtenIn((await companySettings(db)).locale)
  return rows.map(({ ofDeals, ...row }) => {
    const told = { ...row, sentence: sentenceOf(row.uses, written) }
    if (!ofDeals || scope.sees.deals === 'all') return told
    return { ...told, latest: null, uses: row.uses.map((use) => ({ ...use, slope: null })) }
  })
}

function sentenceOf(uses: readonly SignalUse[], { percent }: Written): string {
  const used = uses.filter(({ used: is }) => is)
  if (uses.length === 0) return 'It is being measured.'
  if (uses.every(({ errorWith }) => errorWith === null))
    return 'It does not count: whether it makes forecasts better cannot be told yet.'
  if (used.length === 0) return 'It is ignored: it would not have made earlier forecasts better.'
  const said = used.map(({ family, lead, errorWithout, errorWith }) => {
    const share = (value: number | null) => percent(value ?? 0, 1)
    return `${family} by ${lead} ${lead === 1 ? 'month' : 'months'} (error ${share(errorWith)} with it, ${share(errorWithout)} without)`
  })
  return `It leads ${said.join(', ')}.`
}

/** What all families that use a signal would change by, if it changed by a share of its newest value from next month on. */
export async function scenarioOf(
  db: Db,
  scope: Scope,
  { id, change }: { id: string; change: number },
): Promise<{ sentence: string; months: { startsOn: string; units: number }[] }> {
  const signal = (await signalsNow(db, scope)).find((each) => each.id === id)
  if (!signal) throw notFound('signal', id)
  if (signal.latest === null && signal.values > 0) throw unseen(signal)
  const used = signal.uses.filter((use) => use.used)
  const { rows } = await sql<{ next: string }>`
    select (max(closed_to) + 32)::text as next from demand.run where grain = 'month' and measure = 'units' and standing = 'current'`.execute(
    db,
  )
  const { calendar, locale } = await companySettings(db)
  const periods = rows[0]?.next ? periodsFrom({ grain: 'month', calendar, startsOn: rows[0].next, count: 12 }) : []
  const by = change * (signal.latest ?? 0)
  const months = periods.map(({ startsOn }, ahead) => ({
    startsOn,
    units: used.reduce((sum, { lead, slope }) => sum + (ahead >= lead! ? slope! * by : 0), 0),
  }))
  const total = Math.round(months.reduce((sum, { units }) => sum + units, 0))
  const { number, percent } = writtenIn(locale)
  const words = `${signal.name} ${change < 0 ? '−' : '+'}${percent(Math.abs(change), Math.round(change * 1000) % 10 === 0 ? 0 : 1)}`
  const sentence =
    used.length === 0
      ? `${words} changes nothing: no forecast uses it.`
      : `${words} from next month on: ${total < 0 ? '−' : '+'}${number(Math.abs(total))} units over the next 12 months.`
  return { sentence, months }
}

function unseen({ name }: Signal) {
  return refusal(403, {
    code: 'not-permitted',
    message: `${name} is made of deals of which you do not see all.`,
    wayOut: 'Ask somebody who sees all deals, such as a demand planner.',
  })
}
