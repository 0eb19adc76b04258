/** How one deal stood at one end of a waterfall; amounts in company money, NaN where none is known. */
export type End = {
  outcome: 'open' | 'won' | 'lost'
  isOmitted: boolean
  /** Open, not omitted, and expected to close in the period (if the waterfall is of one). */
  counts: boolean
  /** Before, in or after the period; undated where no close is expected. */
  due: 'before' | 'in' | 'after' | 'undated'
  amount: number
}

/** The bars between opening and closing; each moves the total by exactly what its deals say. */
export const bars = [
  'new',
  'reopened',
  'pulled in',
  'moved in',
  'up',
  'down',
  'pushed',
  'moved out',
  'won',
  'lost',
] as const
export type Bar = (typeof bars)[number]

export type Step = { bar: Bar; amount: number }

/**
 * What happened to one deal between the two ends: the steps from its share of the opening to its share of the closing,
 * which always add up to the difference. Null is a deal that was not there, or not in view. A won deal leaves with what it
 * was won at, and the difference to what was expected is up or down; a lost or pushed one leaves with what it opened with.
 */
export function stepsOf(before: End | null, after: End | null, wasThere: boolean): Step[] {
  const opening = before?.counts ? known(before.amount) : 0
  const closing = after?.counts ? known(after.amount) : 0
  if (before?.counts && after?.counts) return changed(opening, closing)
  if (before?.counts) return leaving(opening, after)
  if (after?.counts) return [{ bar: entryBar(before, after, wasThere), amount: closing }]
  return passedThrough(before, after, wasThere)
}

function changed(opening: number, closing: number): Step[] {
  if (opening === closing) return []
  return [{ bar: closing > opening ? 'up' : 'down', amount: closing - opening }]
}

function leaving(opening: number, after: End | null): Step[] {
  if (after?.outcome === 'won') {
    const won = known(after.amount)
    return [...changed(opening, won), { bar: 'won', amount: -won }]
  }
  if (after?.outcome === 'lost') return [{ bar: 'lost', amount: -opening }]
  const isPushed = after?.outcome === 'open' && !after.isOmitted && after.due === 'after'
  return [{ bar: isPushed ? 'pushed' : 'moved out', amount: -opening }]
}

function entryBar(before: End | null, after: End, wasThere: boolean): Bar {
  if (before === null) return wasThere ? 'moved in' : 'new'
  if (before.outcome !== 'open') return 'reopened'
  const isPulled = !before.isOmitted && before.due === 'after' && after.due === 'in'
  return isPulled ? 'pulled in' : 'moved in'
}

/** Came and closed between the two days: in with what it closed at, and out again. What was lost elsewhere is no matter. */
function passedThrough(before: End | null, after: End | null, wasThere: boolean): Step[] {
  if (after === null || after.outcome === 'open' || after.due !== 'in') return []
  if (before !== null && before.outcome !== 'open') return []
  const isNew = before === null && !wasThere
  if (after.outcome === 'lost' && !isNew) return []
  const amount = known(after.amount)
  return [
    { bar: entryBar(before, after, wasThere), amount },
    { bar: after.outcome, amount: -amount },
  ]
}

function known(amount: number): number {
  return Number.isNaN(amount) ? 0 : amount
}
