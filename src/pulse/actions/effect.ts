import { shareChange } from '../measures/share-change.ts'
import { shareIn } from '../results/moved.ts'
import { COMPANY } from '../results/publish.ts'
import type { Results } from '../schema.ts'
import type { Action } from '../talk/contract.ts'

/** Whether the driver of an action moved: the last round that asked it until the action, against the first one after it. */
export function effectOf(
  action: Pick<Action, 'driver' | 'unitKey'>,
  { before, after }: { before: readonly Results[]; after: readonly Results[] },
): Action['effect'] {
  const wanted = { driver: action.driver, unitKey: action.unitKey ?? COMPANY }
  const [a] = before.flatMap((results) => shareIn(results, wanted) ?? []).slice(-1)
  const [b] = after.flatMap((results) => shareIn(results, wanted) ?? [])
  const nothing = { after: null, difference: null, margin: null }
  if (!a || !b) return { verdict: 'not measured yet', before: a?.favourable ?? null, ...nothing }
  const { difference, margin, p } = shareChange(a, b)
  return { verdict: p < 0.05 ? 'moved' : 'within noise', before: a.favourable, after: b.favourable, difference, margin }
}
