import { fieldWords } from './broken.ts'
import type { Terms } from './terms.ts'

/** A rule as one would say it. */
export function inWords(
  terms: Terms,
  names: { stage: (id: string) => string; person: (id: string) => string },
): string {
  if (terms.kind === 'required fields')
    return `From ${names.stage(terms.stageId)} on, a deal has ${listed(terms.fields.map((field) => `its ${fieldWords[field]}`))}.`
  if (terms.kind === 'exit criteria')
    return `A deal leaves ${names.stage(terms.stageId)} when ${listed(criteria(terms))}.`
  if (terms.kind === 'lost reason') return `A lost deal has a reason: ${terms.reasons.join(', ')}.`
  if (terms.kind === 'playbook')
    return `In ${names.stage(terms.stageId)}: ${terms.steps.map(({ title, dueInDays }) => `${title} (${dueInDays} d)`).join(', ')}.`
  if (terms.kind === 'time limit')
    return `At most ${terms.hours} business hours in ${names.stage(terms.stageId)}; then the ${terms.escalateTo === 'manager' ? "owner's manager" : 'owner'} gets an action.`
  if (terms.kind === 'assignment') return assignmentInWords(terms, names.person)
  return `From ${names.stage(terms.stageId)} on, discounts are approved: ${terms.levels
    .map(({ fromDiscount, approverId }) => `${fromDiscount} % or more by ${names.person(approverId)}`)
    .join(', ')}.`
}

function assignmentInWords(terms: Extract<Terms, { kind: 'assignment' }>, person: (id: string) => string): string {
  const chosen = [...terms.countries, ...terms.industries, ...terms.sources]
  const which = chosen.length === 0 ? '' : ` (${chosen.join(', ')})`
  const pool = terms.pool.map(({ personId, weight, perWeek }) => {
    const limits = [weight === 1 ? '' : `${weight} a round`, perWeek === null ? '' : `at most ${perWeek} a week`]
    const said = limits.filter((each) => each !== '').join(', ')
    return `${person(personId)}${said && ` (${said})`}`
  })
  const fallback = terms.fallbackId === null ? '' : `; when nobody is free, to ${person(terms.fallbackId)}`
  return `${terms.of === 'leads' ? 'Leads' : 'Deals'}${which} without an owner go in turn to ${listed(pool)}${fallback}.`
}

function criteria(terms: Extract<Terms, { kind: 'exit criteria' }>): string[] {
  const { activities } = terms
  const word = activities?.kind ?? 'activity'
  const several = word === 'activity' ? 'activities' : `${word}s`
  return [
    activities && `it had ${activities.atLeast} ${activities.atLeast === 1 ? word : several} there`,
    terms.amountFromMinor !== null && 'its amount is large enough',
    terms.closeInFuture && 'its expected close lies ahead',
    terms.actionsDone && 'the actions of the stage are done',
  ].filter((each) => typeof each === 'string')
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
