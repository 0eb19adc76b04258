import { consensusOf } from '../consensus/cells.ts'
import type { Check } from '../schema.ts'
import { check, percent } from './check.ts'
import { type CycleState, monthAfter } from './state.ts'

/** Finance and the plan may differ by this share of finance's figure. */
const financeTolerance = 0.01

/** The gate of step 3: a plan that is feasible, or says what it cannot do. */
export function supplyGate({ supply, fenceMonths, firstMonth }: CycleState): Check[] {
  if (!supply) {
    return [
      check('plan', 'Supply plan there', false, 'no supply plan is captured', 'Capture the supply plan, or type one.'),
    ]
  }
  const { feasible, violations, gaps } = supply
  const fence = monthAfter(firstMonth, fenceMonths)
  const raw = gaps.filter(({ firm, month, requestId }) => (firm || month < fence) && requestId === null)
  return [
    check(
      'plan',
      'Every plan feasible or its violations explicit',
      feasible || violations.length + gaps.length > 0,
      feasible
        ? 'the plan is feasible'
        : `the plan is not feasible; ${violations.length + gaps.length} violations are listed`,
      'List what the plan cannot do.',
    ),
    check(
      'firm-zone',
      'No gap in the firm zone unless raised as a decision',
      raw.length === 0,
      raw.length === 0
        ? `nothing is open before ${fence}`
        : `${raw.length} gaps before ${fence} are not raised as decisions, the first in ${raw[0]!.month}: ${raw[0]!.cause}`,
      'Raise each as a decision request, or plan it away.',
    ),
  ]
}

/** The gate of step 4: one set of numbers, and decision requests that can be decided. */
export function preGate(state: CycleState): Check[] {
  const planned = consensusOf(state).reduce((sum, { revenueMinor }) => sum + (revenueMinor ?? 0), 0)
  const { finance, requests } = state
  const apart = finance && Math.abs(planned - finance.revenueMinor)
  const one = finance !== null && apart! <= financeTolerance * Math.abs(finance.revenueMinor)
  const unripe = requests.filter(
    ({ ownerId, deadlineOn, options, recommended }) => !ownerId || !deadlineOn || options.length < 2 || !recommended,
  )
  return [
    check(
      'one-set',
      'One set of numbers, within 1 % of finance',
      one,
      finance === null
        ? 'finance has not stated its revenue for the horizon'
        : `the plan lies ${percent(finance.revenueMinor ? apart! / Math.abs(finance.revenueMinor) : 0)} from finance's figure`,
      'Let finance state the revenue it plans with, or bring the two together.',
    ),
    check(
      'requests',
      'At most five decision requests, each with owner, options, deadline and recommendation',
      unripe.length === 0,
      unripe.length === 0
        ? `${requests.length} decision requests are ready`
        : `${unripe.length} of ${requests.length} decision requests lack an owner, a deadline, a second option or a recommendation`,
      'Complete them, or withdraw them.',
    ),
  ]
}
