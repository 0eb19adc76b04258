import { shifted } from '#platform/numbers/exact.ts'
import { formatDecimal } from '#platform/ui/format.ts'
import type { Plan } from '../../../incentives/schema.ts'
import type { AppliesTo, Rule, Terms } from '../../../incentives/terms.ts'

export type StepDraft = { from: string; rate: string }

/** A rule while it is typed: every number is the text of its input; what no input shows is kept as it was. */
export type RuleDraft = {
  key: string
  kind: Rule['kind']
  name: string
  rate: string
  above: string
  multiplier: string
  amount: string
  at: string
  minimum: string
  by: 'attainment' | 'amount'
  manner: 'marginal' | 'retroactive'
  per: 'deal' | 'unit'
  creditsOf: Rule['creditsOf']
  steps: StepDraft[]
  families: string[]
  territories: string[]
  kept: Pick<AppliesTo, 'items' | 'from' | 'to'>
}

export type TermsDraft = {
  currency: string
  counts: Terms['counts']
  rules: RuleDraft[]
  cap: string
  draw: string
  isRecovered: boolean
  clawbackDays: string
  payWithinDays: string
  creditedTwice: Terms['creditedTwice']
  statedRates: Terms['statedRates']
}

export type TakerDraft = { key: string; personId: string | null; startsOn: string; endsOn: string; rate: string }

/** A rule of which nothing is said yet. */
export function emptyRule(key: string): RuleDraft {
  return {
    ...{ key, kind: 'commission', name: '', rate: '', above: '', multiplier: '', amount: '', at: '', minimum: '' },
    ...{ by: 'attainment', manner: 'marginal', per: 'deal', creditsOf: 'own', steps: [{ from: '0', rate: '' }] },
    ...{ families: [], territories: [], kept: {} },
  }
}

/** Terms of which nothing is said yet but the currency. */
export function emptyTerms(currency: string): TermsDraft {
  return {
    ...{ currency, counts: 'deals', rules: [emptyRule('1')], cap: '', draw: '', isRecovered: true },
    ...{ clawbackDays: '', payWithinDays: '', creditedTwice: 'hold', statedRates: {} },
  }
}

/** Terms as the inputs show them. */
export function draftOf(terms: Terms, locale: string): TermsDraft {
  const shown = (text: string | null | undefined) => (text ? formatDecimal(text, { locale }) : '')
  return {
    currency: terms.currency,
    counts: terms.counts,
    rules: terms.rules.map((rule, at) => ruleDraft(rule, String(at), locale)),
    cap: shown(terms.cap),
    draw: shown(terms.draw?.amount),
    isRecovered: terms.draw?.recoverable ?? true,
    clawbackDays: terms.clawbackDays === null ? '' : String(terms.clawbackDays),
    payWithinDays: terms.payWithinDays === undefined ? '' : String(terms.payWithinDays),
    creditedTwice: terms.creditedTwice ?? 'hold',
    statedRates: terms.statedRates ?? {},
  }
}

/** Participants as the inputs show them. */
export function takersOf({ participants }: Plan, locale: string): TakerDraft[] {
  return participants.map(({ id, personId, startsOn, endsOn, rate }) => ({
    ...{ key: id, personId, startsOn, endsOn: endsOn ?? '', rate: percentText(rate, locale) },
  }))
}

function ruleDraft(rule: Rule, key: string, locale: string): RuleDraft {
  const { minimum, families = [], territories = [], ...kept } = rule.appliesTo ?? {}
  const plain = (text: string) => formatDecimal(text, { locale })
  const draft: RuleDraft = {
    ...emptyRule(key),
    ...{ kind: rule.kind, name: rule.name, creditsOf: rule.creditsOf, families, territories, kept },
    minimum: minimum === undefined ? '' : plain(minimum),
  }
  switch (rule.kind) {
    case 'commission':
      return { ...draft, rate: percentText(rule.rate, locale) }
    case 'tiers': {
      const { by, manner } = rule
      const start = (from: string) => (by === 'attainment' ? percentText(from, locale) : plain(from))
      const steps = rule.steps.map(({ from, rate }) => ({ from: start(from), rate: percentText(rate, locale) }))
      return { ...draft, by, manner, steps }
    }
    case 'accelerator': {
      const [rate, above] = [percentText(rule.rate, locale), percentText(rule.above, locale)]
      return { ...draft, rate, above, multiplier: plain(rule.multiplier) }
    }
    case 'spiff':
      return { ...draft, amount: plain(rule.amount), per: rule.per }
    case 'bonus':
      return { ...draft, amount: plain(rule.amount), at: percentText(rule.at, locale) }
  }
}

function percentText(share: string | null, locale: string): string {
  return share === null ? '' : formatDecimal(shifted(share, 2), { locale })
}
