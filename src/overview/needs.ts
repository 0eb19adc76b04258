import type { Health, Need } from './schema.ts'

/** Orders older than this many days deserve a question. */
const STALE_DAYS = 35
const DAY = 24 * 60 * 60 * 1000

type DealGaps = {
  overdue: number
  overdueMinor: number
  undated: number
  undatedMinor: number
  amountless: number
  ownerless: number
}

/** Open deals that are late, or lack what a forecast of them would need. */
export function needsOfDeals(gaps: DealGaps): Need[] {
  const needs: Need[] = []
  if (gaps.overdue > 0) {
    needs.push({
      kind: 'overdue',
      title: `${deals(gaps.overdue)} should have closed by now`,
      reason: 'Their expected close has passed and they are neither won nor lost, so they count in no coming period.',
      amountMinor: gaps.overdueMinor,
      action: { label: 'Give them a new date', to: '/crm/deals?outcome=open&sort=expectedClose:asc' },
    })
  }
  if (gaps.undated > 0) {
    needs.push({
      kind: 'no close date',
      title: `${deals(gaps.undated)} have no expected close`,
      reason: 'Without a date they are in the pipeline but in no quarter.',
      amountMinor: gaps.undatedMinor,
      action: { label: 'Date them', to: '/crm/deals?outcome=open&missing=close date' },
    })
  }
  if (gaps.amountless > 0) {
    needs.push({
      kind: 'no amount',
      title: `${deals(gaps.amountless)} have no amount`,
      reason: 'They are missing from every sum of money.',
      amountMinor: null,
      action: { label: 'Fill the amount', to: '/crm/deals?outcome=open&missing=amount' },
    })
  }
  if (gaps.ownerless > 0) {
    needs.push({
      kind: 'no owner',
      title: `${deals(gaps.ownerless)} belong to nobody`,
      reason: 'They appear in no team and nobody is asked about them.',
      amountMinor: null,
      action: { label: 'Assign them', to: '/crm/deals?outcome=open&missing=owner' },
    })
  }
  return needs
}

/** Imports that failed, or whose rows wait in quarantine. */
export function needsOfImports(
  troubles: readonly { id: string; fileName: string; status: string; rowsQuarantined: number }[],
): Need[] {
  return troubles.map(({ id, fileName, status, rowsQuarantined }) =>
    status === 'failed'
      ? {
          kind: 'failed import',
          title: `The import of ${fileName} failed`,
          reason: 'Nothing of it went in.',
          amountMinor: null,
          action: { label: 'See why', to: `/imports/${id}` },
        }
      : {
          kind: 'quarantine',
          title: `${rowsQuarantined.toLocaleString('en-US')} ${rowsQuarantined === 1 ? 'row' : 'rows'} of ${fileName} wait in quarantine`,
          reason: 'They were not understood and are in no total.',
          amountMinor: null,
          action: { label: 'Mend them', to: `/imports/${id}` },
        },
  )
}

/** Order lines that stopped coming. */
export function needsOfOrders({ ordersThrough }: Health, { today }: { today: string }): Need[] {
  if (!ordersThrough) return []
  const days = Math.round((Date.parse(today) - Date.parse(ordersThrough)) / DAY)
  if (days <= STALE_DAYS) return []
  return [
    {
      kind: 'stale orders',
      title: `The newest order line is ${days.toLocaleString('en-US')} days old`,
      reason: 'Forecasts begin where the orders end.',
      amountMinor: null,
      action: { label: 'Import newer orders', to: '/imports' },
    },
  ]
}

function deals(count: number): string {
  return count === 1 ? '1 open deal' : `${count.toLocaleString('en-US')} open deals`
}
