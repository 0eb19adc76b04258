import type { TermsOf } from '../rules/terms.ts'

export type DeskAnswer = { level: number; answer: 'approved' | 'declined'; answeredAt: string }
type Asked = {
  dealId: string
  dealName: string
  discount: number
  askedAt: string
  terms: TermsOf<'approval'>
  answers: readonly DeskAnswer[]
}

export type DeskRequest = Pick<Asked, 'dealId' | 'dealName'> & {
  isDecided: boolean
  /** Business hours of the level that took or takes longest. */
  hours: number
  withinHours: number
  /** Every level so far answered within its hours; whoever still waits within them is not late. */
  isInTime: boolean
}

/** How long the levels of a request took: the first from the asking on, each other from the answer before it. */
export function deskTimes(
  { dealId, dealName, discount, askedAt, terms, answers }: Asked,
  {
    now,
    hoursBetween,
  }: { now: string; hoursBetween: (span: { from: string; to: string }, personId: string) => number },
): DeskRequest {
  const needed = terms.levels.filter(({ fromDiscount }) => discount >= fromDiscount)
  const isDecided = answers.length >= needed.length || answers.some(({ answer }) => answer === 'declined')
  const ends = [...answers.map(({ answeredAt }) => answeredAt), ...(isDecided ? [] : [now])]
  const hours = Math.max(
    0,
    ...ends.map((to, at) => hoursBetween({ from: ends[at - 1] ?? askedAt, to }, needed[at]?.approverId ?? '')),
  )
  const withinHours = terms.answerWithinHours
  return { dealId, dealName, isDecided, hours, withinHours, isInTime: hours <= withinHours }
}
