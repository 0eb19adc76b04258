import { shifted } from '#platform/numbers/exact.ts'
import { type Asked, readTyped } from '#platform/numbers/typed.ts'
import { faultsOfTerms, Terms } from '../../../incentives/terms.ts'
import type { RuleDraft, TakerDraft, TermsDraft } from './draft.ts'

/** What is wrong, by the place of its input: `rules.0.steps.1.from`. */
export type Wrong = Record<string, string>
type Taking = { personId: string; startsOn: string; endsOn: string | null; rate: string | null }
type Take = (
  place: string,
  text: string,
  asked: Omit<Asked, 'locale'> & { label: string; need?: boolean },
) => string | null

/** Typed terms as they are sent, or what is wrong with them, each beside its input. */
export function readTerms(draft: TermsDraft, locale: string): { terms: Terms } | { wrong: Wrong } {
  const wrong: Wrong = {}
  const take = taking(locale, wrong)
  const { currency, counts, creditedTwice, statedRates } = draft
  const amount = { as: 'money', currency, digits: 6 } as const
  const days = { as: 'number', digits: 0 } as const
  const rules = draft.rules.map((rule, at) => ruleOf(rule, { place: `rules.${at}`, currency, take, wrong }))
  const draw = take('draw.amount', draft.draw, { ...amount, label: 'The least that is paid' })
  const clawback = take('clawbackDays', draft.clawbackDays, { ...days, label: 'Days' })
  const within = take('payWithinDays', draft.payWithinDays, { ...days, label: 'Days' })
  const given = {
    ...{ currency, counts, rules, creditedTwice, statedRates },
    cap: take('cap', draft.cap, { ...amount, label: 'The cap' }),
    draw: draw === null ? null : { amount: draw, recoverable: draft.isRecovered },
    clawbackDays: clawback === null ? null : Number(clawback),
    ...(within !== null && { payWithinDays: Number(within) }),
  }
  if (rules.length === 0) wrong.rules = 'A plan has at least one rule: press Add a rule.'
  if (Object.keys(wrong).length > 0) return { wrong }
  const read = Terms.safeParse(given)
  const faults = read.success
    ? faultsOfTerms(read.data)
    : read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  if (!read.success || faults.length > 0)
    return { wrong: Object.fromEntries(faults.map(({ path, message }) => [path, message])) }
  return { terms: read.data }
}

/** Typed participants as they are sent, or what is wrong with them. */
export function readTakers(drafts: readonly TakerDraft[], locale: string): { takers: Taking[] } | { wrong: Wrong } {
  const wrong: Wrong = {}
  const take = taking(locale, wrong)
  const takers = drafts.map(({ personId, startsOn, endsOn, rate }, at) => {
    const place = `takers.${at}`
    if (personId === null) wrong[`${place}.personId`] = 'Choose a person, or remove this line.'
    Object.assign(wrong, spanFault({ startsOn, endsOn }, `${place}.`))
    const own = take(`${place}.rate`, rate, { as: 'percent', digits: 4, label: 'The rate' })
    return { personId: personId ?? '', startsOn, endsOn: endsOn || null, rate: own }
  })
  return Object.keys(wrong).length > 0 ? { wrong } : { takers }
}

/** What is wrong with a span of days. */
export function spanFault({ startsOn, endsOn }: { startsOn: string; endsOn: string }, place = ''): Wrong {
  if (startsOn === '') return { [`${place}startsOn`]: 'Say the first day.' }
  if (endsOn !== '' && endsOn <= startsOn)
    return { [`${place}endsOn`]: 'This is the day after the last one: after the first day, or left empty.' }
  return {}
}

type At = { place: string; currency: string; take: Take; wrong: Wrong }

function ruleOf(rule: RuleDraft, { place, currency, take, wrong }: At): unknown {
  const { kind, creditsOf, families, territories, kept } = rule
  const percent = (name: string, text: string, label: string, need = true) =>
    take(`${place}.${name}`, text, { as: 'percent', digits: 4, label, need })
  const money = (name: string, text: string, label: string, need = true) =>
    take(`${place}.${name}`, text, { as: 'money', currency, digits: 6, label, need })
  const name = rule.name.trim()
  if (name === '') wrong[`${place}.name`] = 'Name the rule: statements call each line by it.'
  const minimum = money('minimum', rule.minimum, 'The least amount', false)
  const appliesTo = {
    ...kept,
    ...(families.length > 0 && { families }),
    ...(territories.length > 0 && { territories }),
    ...(minimum !== null && { minimum }),
  }
  const shared = { kind, name, creditsOf, ...(Object.keys(appliesTo).length > 0 && { appliesTo }) }
  switch (kind) {
    case 'commission':
      return { ...shared, rate: percent('rate', rule.rate, 'The rate', false) }
    case 'tiers': {
      const { by, manner } = rule
      const start = by === 'attainment' ? percent : money
      const steps = rule.steps.map((step, at) => ({
        from: start(`steps.${at}.from`, step.from, 'The start of the step'),
        rate: percent(`steps.${at}.rate`, step.rate, 'The rate of the step'),
      }))
      return { ...shared, by, manner, steps }
    }
    case 'accelerator': {
      const multiplier = take(`${place}.multiplier`, rule.multiplier, {
        ...{ as: 'number', digits: 6, label: 'The multiplier', need: true },
      })
      const above = percent('above', rule.above, 'The share of quota')
      return { ...shared, above, multiplier, rate: percent('rate', rule.rate, 'The rate', false) }
    }
    case 'spiff':
      return { ...shared, amount: money('amount', rule.amount, 'The amount'), per: rule.per }
    case 'bonus':
      return {
        ...shared,
        at: percent('at', rule.at, 'The share of quota'),
        amount: money('amount', rule.amount, 'The amount'),
      }
  }
}

/** Reads one input: exact text, per cent as a share; null where it is empty or wrong. */
function taking(locale: string, wrong: Wrong): Take {
  return (place, text, { label, need = false, ...asked }) => {
    const read = readTyped(text, { ...asked, locale })
    if (read.kind === 'refused') wrong[place] = read.says
    if (read.kind === 'empty' && need) wrong[place] = `${label} is needed.`
    if (read.kind !== 'read') return null
    return asked.as === 'percent' ? shifted(read.value, -2) : read.value
  }
}
