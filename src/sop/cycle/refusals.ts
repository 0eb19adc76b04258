import type { Act } from './act.ts'
import { no, type Refused } from './rule.ts'
import { type CycleState, openStep, type Said } from './state.ts'
import { stepOf } from './steps.ts'

/** Who did an act, and when. */
export function saidIn({ at, by, personId }: Act): Said {
  return { at, by, personId }
}

/** The refusal of an act that came too late, or comes too early, to change what a step holds; null where it may. */
export function outside(state: CycleState, { from = 1, to }: { from?: number; to: number }): Refused | null {
  if (state.locked) return lockedAlready()
  const open = openStep(state)?.number ?? 7
  if (open > to) {
    return no(
      'step-closed',
      `Step ${to}, ${stepOf(to).name}, is closed; what it holds stands.`,
      `Open step ${to} again, with a reason.`,
    )
  }
  if (open < from) {
    return no(
      'too-early',
      `Step ${from}, ${stepOf(from).name}, has not begun; step ${open}, ${stepOf(open).name}, is open.`,
      `Close step ${open} first.`,
    )
  }
  return null
}

/** The refusal of a change to a locked plan. */
export function lockedAlready(): Refused {
  return no(
    'locked',
    'The plan of this cycle is approved and locked.',
    'Change it in the next cycle; this one keeps what was approved.',
  )
}

/** The refusal of what names a thing that is not there. */
export function unknown(noun: string, id: string): Refused {
  return no('unknown', `This cycle has no ${noun} ${id}.`, `Name one that it lists.`)
}
