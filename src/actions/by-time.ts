import type { Action } from './schema.ts'

/** Open actions as one plans them: what is late first, then by day, then what has no day; empty groups are left out. */
export function byTime(actions: readonly Action[]): { label: string; actions: Action[] }[] {
  const late = actions.filter(({ isLate }) => isLate)
  const dated = actions.filter(({ isLate, dueOn }) => !isLate && dueOn !== null)
  const undated = actions.filter(({ dueOn }) => dueOn === null)
  return [
    { label: 'Late', actions: late },
    { label: 'Coming', actions: dated },
    { label: 'Without a day', actions: undated },
  ].filter((group) => group.actions.length > 0)
}
