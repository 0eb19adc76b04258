import type { Written } from '#platform/numbers/written.ts'
import type { RuleEffect } from './contract.ts'
import type { Terms } from './terms.ts'

export type Counts = {
  fired: number
  deals: number
  amountMinor: number
  passed: number
  heldHours: number | null
  byWhat: Readonly<Record<string, number>>
}
export type Beside = {
  actions: { added: number; done: number; inTime: number } | undefined
  /** Deals that are over the time limit now. */
  late: { deals: number; amountMinor: number; moneyDays: number } | undefined
  losses: { reason: string | null; deals: number; amountMinor: number }[]
  money: (minor: number) => string
  number: Written['number']
}

const nothing: Counts = { fired: 0, deals: 0, amountMinor: 0, passed: 0, heldHours: null, byWhat: {} }

/** What a rule did, and in words what that cost or saved. */
export function effectOf(terms: Terms, counts: Counts | undefined, beside: Beside): RuleEffect {
  const { byWhat: _, ...counted } = counts ?? nothing
  return { ...counted, says: wordsFor(terms, counts ?? nothing, beside) }
}

function wordsFor(terms: Terms, counts: Counts, { actions, late, losses, money, number }: Beside): string {
  const { fired, deals, passed, heldHours, byWhat, amountMinor } = counts
  if (terms.kind === 'time limit') {
    const now =
      late && late.deals > 0
        ? `${late.deals} deals over it now, ${money(late.amountMinor)}: ${money(late.moneyDays)} x business days lost`
        : 'No deal is over it now'
    return `${now}; escalated ${fired} times in 90 days.`
  }
  if (terms.kind === 'lost reason') {
    const [first] = losses.filter(({ reason }) => reason !== null)
    const without = losses.find(({ reason }) => reason === null)
    const most = first
      ? `Most is lost to ${first.reason}: ${money(first.amountMinor)} in ${first.deals} deals`
      : 'No deal was lost with a reason yet'
    return `${most}${without ? `; ${without.deals} lost without one` : ''}. Refused ${byWhat.refused ?? 0} times.`
  }
  if (fired === 0) return 'Has not fired in 90 days.'
  if (terms.kind === 'playbook')
    return `Added ${actions?.added ?? 0} actions for ${deals} deals; ${actions?.done ?? 0} are done, ${actions?.inTime ?? 0} by their day.`
  if (terms.kind === 'assignment')
    return `Handed over ${byWhat.assigned ?? 0} ${terms.of}${terms.of === 'deals' ? ` worth ${money(amountMinor)}` : ''}; ${byWhat['nobody free'] ?? 0} times nobody was free.`
  if (terms.kind === 'approval')
    return `${byWhat.asked ?? 0} discounts asked, ${byWhat.approved ?? 0} answers yes, ${byWhat.declined ?? 0} no, on deals worth ${money(amountMinor)}.`
  const held =
    heldHours === null
      ? ''
      : ` after ${heldHours < 48 ? `${number(heldHours, 1)} hours` : `${number(heldHours / 24)} days`} (median)`
  return `Refused ${byWhat.refused ?? 0} writes of ${deals} deals worth ${money(amountMinor)}; ${passed} came right${held}.`
}

/** Short money in the company's locale: $4.1M. */
export function moneyIn({
  locale,
  currency,
  minorDigits,
}: {
  locale: string
  currency: string
  minorDigits: number
}): (minor: number) => string {
  const writer = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumSignificantDigits: 3,
  })
  return (minor) => writer.format(minor / 10 ** minorDigits)
}
