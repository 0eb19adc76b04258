import { type ConflictProgram, type Droppable, identityOf } from './conflict-program.ts'

/** Rules of which none can be left out, and whether that is known of each. */
export interface MinimalRules {
  readonly rules: readonly Droppable[]
  readonly proven: boolean
}

/**
 * Leaves out rule after rule as long as the others cannot be kept: what remains is a minimal conflict (a deletion filter, Chinneck and
 * Dravnieks 1991). First rules of one name in all periods together, then period by period. Undefined where all rules can be kept, or where
 * that is not known.
 */
export function minimalRules({ rules, canKeep }: ConflictProgram): MinimalRules | undefined {
  if (canKeep(new Set()) !== false) return undefined
  const leftOut = new Set<Droppable>()
  let proven = true
  const groups = [...Map.groupBy(byReadiness(rules), (each) => identityOf(each.words)).values()]
  for (const group of groups) tryWithout(group)
  for (const group of groups)
    if (!leftOut.has(group[0]!) && group.length > 1) for (const rule of group) tryWithout([rule])
  return { rules: rules.filter((each) => !leftOut.has(each)), proven }

  function tryWithout(which: readonly Droppable[]): void {
    for (const each of which) leftOut.add(each)
    const kept = canKeep(leftOut)
    if (kept === false) return
    if (kept === undefined) proven = false
    for (const each of which) leftOut.delete(each)
  }
}

/** What planners would rather hear of is left out last: demand, hours and what is committed to. */
function byReadiness(rules: readonly Droppable[]): Droppable[] {
  const rank = (each: Droppable) => (/^demand for|^capacity of|^commitment of/.test(each.words.rule) ? 1 : 0)
  return rules.toSorted((a, b) => rank(a) - rank(b))
}
