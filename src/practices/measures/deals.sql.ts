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

/** Checks 7, 8, 11 and 12, from the deals as they stood at the end of the day. */
export async function dealMeasures(asking: Asking): Promise<Measures> {
  const { db, scope, now, asOf } = asking
  const [lives, goal] = await Promise.all([
    dealLives(db, now),
    attainment(db, scope, { grain: 'quarter', on: asOf, now: new Date(`${asOf}T12:00:00Z`) }),
  ])
  const day = parseDay(asOf)!
  const all = lives.on(day)
  const open = all.filter(({ outcome }) => outcome === 'open')
  const quiet = open.filter(({ deal }) => day - (lives.changeDays(deal, day).at(-1) ?? day) > QUIET_DAYS)
  const overdue = open.filter(({ expectedClose }) => expectedClose !== null && expectedClose < day)
  const named = await namesOf(asking, [...byWorth(quiet), ...byWorth(overdue)])
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
    'not-back-loaded': backLoad(all, asOf),
    coverage: coverageOf(open, goal),
  }
}

function backLoad(all: readonly DealThen[], asOf: string): Measured {
  const since = (days: number) => parseDay(dayAfter(asOf, -days))!
  const created = all.filter(({ createdOn }) => createdOn > since(91))
  const late = created.filter(({ createdOn }) => createdOn > since(30))
  return shareOf({
    hits: worthOf(late),
    n: worthOf(created),
    none: 'No deal with an amount was created in the last quarter.',
  })
}

function coverageOf(open: readonly DealThen[], { company, period }: Attainment): Measured {
  const gap = company?.gapMinor ?? null
  if (gap === null) return cannotTell(`No goal of the company is set for ${period.label}.`)
  if (gap <= 0) return cannotTell(`The goal of ${period.label} is reached, so that nothing remains to be covered.`)
  const [from, to] = [parseDay(period.from)!, parseDay(period.to)!]
  const due = open.filter(
    ({ category, expectedClose }) =>
      category !== 'omitted' && expectedClose !== null && expectedClose >= from && expectedClose < to,
  )
  return { value: worthOf(due) / gap, n: due.length, cannotTell: null, rows: [] }
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
