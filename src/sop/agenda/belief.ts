import type { Actual } from '../cycle/act.ts'
import { type CycleState, cellKey, monthAfter, monthsBetween } from '../cycle/state.ts'
import type { AssumptionView } from './contract.ts'

type Belief = CycleState['assumptions'][number]
type Judged = Pick<AssumptionView, 'state' | 'actual' | 'because'>

/**
 * Holds an assumption against what came. It holds or fails as soon as what came decides it, which may be before its last
 * month; one that nothing decided by its last day has expired.
 */
export function judge(
  belief: Belief,
  known: { actuals: Readonly<Record<string, Actual>>; families: readonly string[]; closed: string; today: string },
): Judged {
  if (belief.withdrawn) return { state: 'withdrawn', actual: null, because: belief.withdrawn.why }
  const expired = belief.expiresOn < known.today
  const { test } = belief
  if (!test) {
    return expired
      ? { state: 'expired', actual: null, because: 'its day is over, and no actuals test it' }
      : { state: 'open', actual: null, because: 'no actuals test it' }
  }
  const months = Array.from({ length: monthsBetween(test) + 1 }, (_, at) => monthAfter(test.from, at))
  const closed = months.filter((month) => month < known.closed)
  const families = test.familyId ? [test.familyId] : known.families
  const actual = closed
    .flatMap((month) => families.map((familyId) => known.actuals[cellKey({ familyId, month })]))
    .reduce((sum, each) => sum + (each ? (test.measure === 'units' ? each.units : each.amountMinor) : 0), 0)
  const reached = actual >= test.value
  const isWhole = closed.length === months.length
  const because = `${closed.length} of ${months.length} months have closed`
  if (test.comparison === 'at least' && reached) return { state: 'holds', actual, because }
  if (test.comparison === 'at most' && actual > test.value) return { state: 'fails', actual, because }
  if (isWhole) return { state: test.comparison === 'at least' ? 'fails' : 'holds', actual, because }
  return { state: expired ? 'expired' : 'open', actual, because }
}
