import { dayAfter } from '@drumbeat/periods'
import { deskRequests } from '#process/desk.sql.ts'
import { type Asking, type Measures, shareOf } from './measured.ts'

const QUARTER_DAYS = 91

/** Check 24: requests to the discount desk that were decided within the time of their rule; one that still may be does not count. */
export async function deskMeasures({ db, asOf, now }: Asking): Promise<Measures> {
  const asked = await deskRequests(db, { from: dayAfter(asOf, 1 - QUARTER_DAYS), to: asOf, now })
  const due = asked.filter(({ isDecided, isInTime }) => isDecided || !isInTime)
  const late = due.filter(({ isInTime }) => !isInTime)
  return {
    'deal-desk': shareOf({
      hits: due.length - late.length,
      n: due.length,
      none:
        asked.length === 0
          ? 'No discount was asked for in the last quarter.'
          : 'No discount that was asked for in the last quarter is decided or late.',
      rows: late.map(({ dealId, dealName, isDecided, hours, withinHours }) => ({
        label: dealName,
        detail: `a level ${isDecided ? 'took' : 'has waited'} ${Math.round(hours)} business hours, ${withinHours} are given`,
        to: `/crm/deals?deal=${dealId}`,
      })),
    }),
  }
}
