import { dayAfter } from '@drumbeat/periods'
import type { Need } from '#platform/need.ts'
import type { Written } from '#platform/numbers/written.ts'

/** Open deals that are late, or lack what a forecast of them would need. */
export type DealGaps = {
  overdue: number
  overdueMinor: number
  undated: number
  undatedMinor: number
  amountless: number
  ownerless: number
}

/** Open deals that are late, or lack what a forecast of them would need. */
export function needsOfDeals(
  gaps: DealGaps,
  { today, mayEdit, written }: { today: string; mayEdit: boolean; written: Written },
): Need[] {
  const needs: Need[] = []
  const deals = (count: number) => dealsIn(count, written)
  const act = (label: string, to: string) => ({ label: mayEdit ? label : 'See them', to })
  if (gaps.overdue > 0) {
    needs.push({
      kind: 'overdue',
      weight: 5,
      title: `${deals(gaps.overdue)} should have closed by now`,
      reason: 'Their expected close has passed and they are neither won nor lost, so they count in no coming period.',
      amountMinor: gaps.overdueMinor,
      action: act(
        'Give them a new date',
        `/crm/deals?outcome=open&closeTo=${dayAfter(today, -1)}&sort=expectedClose:asc`,
      ),
    })
  }
  if (gaps.undated > 0) {
    needs.push({
      kind: 'no close date',
      weight: 2,
      title: `${deals(gaps.undated)} ${gaps.undated === 1 ? 'has' : 'have'} no expected close`,
      reason: 'Without a date they are in the pipeline but in no quarter.',
      amountMinor: gaps.undatedMinor,
      action: act('Date them', '/crm/deals?outcome=open&missing=close date'),
    })
  }
  if (gaps.amountless > 0) {
    needs.push({
      kind: 'no amount',
      weight: 2,
      title: `${deals(gaps.amountless)} ${gaps.amountless === 1 ? 'has' : 'have'} no amount`,
      reason: 'They are missing from every sum of money.',
      amountMinor: null,
      action: act('Fill the amount', '/crm/deals?outcome=open&missing=amount'),
    })
  }
  if (gaps.ownerless > 0) {
    needs.push({
      kind: 'no owner',
      weight: 1,
      title: `${deals(gaps.ownerless)} ${gaps.ownerless === 1 ? 'belongs' : 'belong'} to nobody`,
      reason: 'They appear in no team and nobody is asked about them.',
      amountMinor: null,
      action: act('Assign them', '/crm/deals?outcome=open&missing=owner'),
    })
  }
  return needs
}

function dealsIn(count: number, { number }: Written): string {
  return count === 1 ? '1 open deal' : `${number(count)} open deals`
}
