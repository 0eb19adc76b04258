import type { Attention } from '#demand/schema.ts'
import type { Attainment, AttainmentLine } from '#goals/schema.ts'
import type { Health, Need } from './schema.ts'

/** A person this far (in share of the goal) behind an even pace deserves a conversation. */
const BEHIND = 0.15

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
  troubles: readonly { setId: string; fileName: string; status: string; rowsQuarantined: number }[],
): Need[] {
  return troubles.map(({ setId, fileName, status, rowsQuarantined }) =>
    status === 'failed'
      ? {
          kind: 'failed import',
          title: `The import of ${fileName} failed`,
          reason: 'Nothing of it went in.',
          amountMinor: null,
          action: { label: 'See why', to: `/imports?set=${setId}` },
        }
      : {
          kind: 'quarantine',
          title: `${rowsQuarantined.toLocaleString('en-US')} ${rowsQuarantined === 1 ? 'row' : 'rows'} of ${fileName} wait in quarantine`,
          reason: 'They were not understood and are in no total.',
          amountMinor: null,
          action: { label: 'Mend them', to: `/imports?set=${setId}` },
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

/** The person with the largest gap in money among those clearly behind an even pace. */
export function needsOfGoals({ people, company, elapsed, period }: Attainment): Need[] {
  const needs: Need[] = []
  if (company && company.quotaMinor === null) {
    needs.push({
      kind: 'no quota',
      title: `No goal is set for ${period.label}`,
      reason: 'Attainment cannot be told without one.',
      amountMinor: null,
      action: { label: 'Set a quota', to: '/goals' },
    })
  }
  const behind = people.filter(isRep).filter((line) => (line.attainment ?? 1) < elapsed - BEHIND)
  const [worst] = behind.sort((a, b) => (b.gapMinor ?? 0) - (a.gapMinor ?? 0))
  if (worst) {
    needs.push({
      kind: 'behind',
      title: `${worst.name} is at ${percent(worst.attainment ?? 0)} of the goal`,
      reason: `An even pace would be at ${percent(elapsed)}; ${behind.length === 1 ? 'nobody else is' : `${behind.length - 1} more are`} that far behind.`,
      amountMinor: worst.gapMinor,
      action: { label: 'See their deals', to: `/crm/deals?owner=${worst.subjectId}&outcome=open` },
    })
  }
  return needs
}

/** Items whose forecast deserves a look. */
export function needsOfDemand(items: readonly Attention[]): Need[] {
  return items.map((item) => ({
    ...wordsOf(item),
    amountMinor: null,
    action: { label: 'Review the forecast', to: `/demand?node=${item.key}` },
  }))
}

function wordsOf({ kind, name, value, against }: Attention): Pick<Need, 'kind' | 'title' | 'reason'> {
  switch (kind) {
    case 'accuracy':
      return {
        kind: 'accuracy',
        title: `The forecast of ${name} does worse than repeating the past`,
        reason: `It was off by ${tenths(value ?? 0)} where a naive forecast was off by ${tenths(against ?? 0)}.`,
      }
    case 'bias':
      return {
        kind: 'bias',
        title: `${name} is forecast too ${(value ?? 0) > 0 ? 'high' : 'low'}`,
        reason: biasWords(value ?? 0),
      }
    case 'change':
      return {
        kind: 'moved',
        title: `The forecast of ${name} moved by ${percent(value ?? 0)}`,
        reason: 'Since the previous run, over the next periods.',
      }
    case 'new':
      return { kind: 'life', title: `${name} is new`, reason: 'Its forecast rests on few months.' }
    case 'ending':
      return { kind: 'life', title: `${name} is ending`, reason: 'Its forecast stops with its last active day.' }
  }
}

/** Where next to nothing was sold, per cent of it say little. */
function biasWords(bias: number): string {
  if (bias > 3)
    return `Much more was expected than sold; the forecast was ${Math.round(bias + 1).toLocaleString('en-US')} times the sales.`
  return `On balance by ${percent(Math.abs(bias))} of what was sold.`
}

function isRep({ isRollUp, quotaMinor }: AttainmentLine): boolean {
  return !isRollUp && (quotaMinor ?? 0) > 0
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

function tenths(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}

function deals(count: number): string {
  return count === 1 ? '1 open deal' : `${count.toLocaleString('en-US')} open deals`
}
