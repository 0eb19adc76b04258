import { dayAfter, formatDay, parseDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { attainment } from '#goals/attainment.sql.ts'
import type { Attainment } from '#goals/schema.ts'
import { type DealLives, dealLives } from '#pipeline/lives.sql.ts'
import { type Asking, type Behind, cannotTell, type Measured, type Measures, MOST_ROWS, shareOf } from './measured.ts'

/** A deal as it was at the end of a day. */
type DealThen = ReturnType<DealLives['on']>[number]

/** An open deal without a change for so many days has gone quiet. */
const QUIET_DAYS = 14
const QUARTER_DAYS = 91
const MONTH_DAYS = 30

/** Checks 7, 8, 11 and 12, from the deals as they stood at the end of the day. */
export async function dealMeasures(asking: Asking): Promise<Measures> {
  const { db, scope, now, asOf } = asking
  const [lives, firstStages, goal] = await Promise.all([
    dealLives(db, now),
    firstStagesOf(asking),
    attainment(db, scope, { grain: 'quarter', on: asOf, now: new Date(`${asOf}T12:00:00Z`) }),
  ])
  const day = parseDay(asOf)!
  const all = lives.on(day)
  const open = all.filter(({ outcome }) => outcome === 'open')
  const quiet = open.filter(({ deal }) => day - (lives.changeDays(deal, day).at(-1) ?? day) > QUIET_DAYS)
  const overdue = open.filter(({ expectedClose }) => expectedClose !== null && expectedClose < day)
  const late = createdLately(all, asOf)
  const covering = goal.company ? coveringDeals(open, { goal, firstStages }) : []
  const named = await namesOf(asking, [quiet, overdue, late, covering].flatMap(byWorth))
  return {
    'stale-deals': shareOf({
      hits: worthOf(quiet),
      n: worthOf(open),
      none: 'No deal with an amount is open.',
      rows: byWorth(quiet).map((deal) => behind(deal, named, `no change for more than ${QUIET_DAYS} days`)),
    }),
    'overdue-close': shareOf({
      hits: overdue.length,
      n: open.length,
      none: 'No deal is open.',
      rows: byWorth(overdue).map((deal) => behind(deal, named, `was expected by ${formatDay(deal.expectedClose!)}`)),
    }),
    'not-back-loaded': shareOf({
      hits: worthOf(late),
      n: worthOf(createdSince(all, dayAfter(asOf, -QUARTER_DAYS))),
      none: 'No deal with an amount was created in the last quarter.',
      rows: byWorth(late).map((deal) => behind(deal, named, `was created on ${formatDay(deal.createdOn)}`)),
    }),
    coverage: coverageOf(covering, goal, named),
  }
}

function createdSince(all: readonly DealThen[], day: string): DealThen[] {
  const since = parseDay(day)!
  return all.filter(({ createdOn }) => createdOn > since)
}

function createdLately(all: readonly DealThen[], asOf: string): DealThen[] {
  return createdSince(all, dayAfter(asOf, -MONTH_DAYS))
}

/** Open deals that are qualified: due in the period, not omitted, and beyond the first stage of their pipeline. */
function coveringDeals(
  open: readonly DealThen[],
  { goal: { period }, firstStages }: { goal: Attainment; firstStages: ReadonlySet<string> },
): DealThen[] {
  const [from, to] = [parseDay(period.from)!, parseDay(period.to)!]
  return open.filter(
    ({ category, expectedClose, stage }) =>
      category !== 'omitted' &&
      !firstStages.has(stage) &&
      expectedClose !== null &&
      expectedClose >= from &&
      expectedClose < to,
  )
}

function coverageOf(
  covering: readonly DealThen[],
  { company, period }: Attainment,
  named: ReadonlyMap<string, string>,
): Measured {
  const gap = company?.gapMinor ?? null
  if (gap === null) return cannotTell(`No goal of the company is set for ${period.label}.`)
  if (gap <= 0) return cannotTell(`The goal of ${period.label} is reached, so that nothing remains to be covered.`)
  return {
    value: worthOf(covering) / gap,
    n: covering.length,
    cannotTell: null,
    rows: byWorth(covering).map((deal) => behind(deal, named, `is expected by ${formatDay(deal.expectedClose!)}`)),
  }
}

/** The first open stage of each pipeline that has more than one: who stands there is not qualified yet. */
async function firstStagesOf({ db }: Asking): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select (array_agg(id order by position))[1] as id from crm.stage
    where outcome = 'open' and merged_into is null group by pipeline_id having count(*) > 1`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

function worthOf(deals: readonly DealThen[]): number {
  return deals.reduce((sum, { worth }) => sum + (Number.isNaN(worth) ? 0 : worth), 0)
}

function byWorth(deals: readonly DealThen[]): DealThen[] {
  return deals.toSorted((a, b) => (b.worth || 0) - (a.worth || 0)).slice(0, MOST_ROWS)
}

async function namesOf({ db }: Asking, deals: readonly DealThen[]): Promise<Map<string, string>> {
  const ids = [...new Set(deals.map(({ id }) => id))]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from crm.deal where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function behind({ id }: DealThen, names: ReadonlyMap<string, string>, detail: string): Behind {
  return { label: names.get(id) ?? 'a deal', detail, to: `/crm/deals?deal=${id}` }
}
