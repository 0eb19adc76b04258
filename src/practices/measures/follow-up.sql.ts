import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { type Asking, cannotTell, type Measured, type Measures, shareOf } from './measured.ts'

const QUARTER_DAYS = 91
const REASON_DAYS = 7
const TOUCH_DAYS = 2

/** Checks 13 and 14: reasons of what was closed, and the first touch of new deals. */
export async function followUpMeasures(asking: Asking): Promise<Measures> {
  const [reasons, touches] = await Promise.all([reasonsSaid(asking), firstTouch(asking)])
  return { 'reason-recorded': reasons, 'lead-follow-up': touches }
}

type Late = { id: string; name: string; good: boolean }

/** A reason is what was written with the closing, or within a week of it. */
async function reasonsSaid({ db, asOf }: Asking): Promise<Measured> {
  const { rows } = await sql<Late>`
    select deal.id, deal.name, exists (select from crm.deal_version version where version.deal_id = deal.id and version.retracted_at is null
          and version.closed_on is not null and version.reason <> '' and version.recorded_at < deal.closed_on + ${REASON_DAYS + 1}::int) as good
    from crm.deal deal where deal.ended_at is null and deal.outcome <> 'open'
      and deal.closed_on > ${dayAfter(asOf, -QUARTER_DAYS)} and deal.closed_on <= ${asOf} order by deal.closed_on desc, deal.name`.execute(
    db,
  )
  return ofDeals(rows, { none: 'No deal was closed in the last quarter.', detail: 'closed without a reason' })
}

/** A deal is touched by its first call, mail or meeting; its days count from when it was opened. */
async function firstTouch({ db, asOf }: Asking): Promise<Measured> {
  const { rows } = await sql<Late & { touched: boolean }>`
    select deal.id, deal.name, first.at is not null as touched, coalesce(first.at < deal.created_on + ${TOUCH_DAYS + 1}::int, false) as good
    from crm.deal deal left join lateral (select min(activity.happened_at) as at from crm.activity activity
      where activity.deal_id = deal.id and activity.ended_at is null and activity.kind <> 'note') as first on true
    where deal.ended_at is null and deal.owner_id is not null and deal.created_on > ${dayAfter(asOf, -QUARTER_DAYS)}
      and deal.created_on <= ${dayAfter(asOf, -TOUCH_DAYS)} order by deal.created_on desc, deal.name`.execute(db)
  if (rows.length > 0 && !rows.some(({ touched }) => touched)) {
    return cannotTell('No call, mail or meeting is written down for any deal of the last quarter.')
  }
  return ofDeals(rows, {
    none: 'No deal was opened in the last quarter.',
    detail: `no call, mail or meeting within ${TOUCH_DAYS} days of opening`,
  })
}

function ofDeals(rows: readonly Late[], { none, detail }: { none: string; detail: string }): Measured {
  const late = rows.filter(({ good }) => !good)
  return shareOf({
    hits: rows.length - late.length,
    n: rows.length,
    none,
    rows: late.map(({ id, name }) => ({ label: name, detail, to: `/crm/deals?deal=${id}` })),
  })
}
