import type { TermsOf } from '../rules/terms.ts'

export type Answer = { level: number; answer: 'approved' | 'declined'; answeredAt: string }
export type Asked = { discount: number; askedAt: string; answers: readonly Answer[] }

export type ChainState = {
  state: 'approved' | 'declined' | 'pending'
  /** Levels that this discount needs. */
  levels: number
  /** The level that has to answer, counted from 0; null when all is said. */
  level: number | null
  /** Who may answer now: the approver, and the substitute once the approver is away or late. */
  mayAnswer: readonly string[]
  isLate: boolean
  /** Whoever may answer is away or has left: nobody can, until the rule or the leave changes. */
  isStuck: boolean
}

/** How far a request has come along the chain of its rule. `hoursSince` counts business hours of a person until now, `isAway` whether somebody is on leave. */
export function chainState(
  terms: TermsOf<'approval'>,
  asked: Asked,
  {
    hoursSince,
    isAway,
  }: { hoursSince: (from: string, personId: string) => number; isAway: (personId: string) => boolean },
): ChainState {
  const needed = terms.levels.filter(({ fromDiscount }) => asked.discount >= fromDiscount)
  const over = { levels: needed.length, level: null, mayAnswer: [], isLate: false, isStuck: false }
  if (asked.answers.some(({ answer }) => answer === 'declined')) return { ...over, state: 'declined' }
  const level = asked.answers.length
  const next = needed[level]
  if (!next) return { ...over, state: 'approved' }
  const since = asked.answers.at(-1)?.answeredAt ?? asked.askedAt
  const isLate = hoursSince(since, next.approverId) > terms.answerWithinHours
  const standsIn = next.substituteId !== null && (isLate || isAway(next.approverId))
  const mayAnswer = standsIn ? [next.approverId, next.substituteId!] : [next.approverId]
  return {
    state: 'pending',
    levels: needed.length,
    level,
    mayAnswer,
    isLate,
    isStuck: mayAnswer.every((personId) => isAway(personId)),
  }
}
