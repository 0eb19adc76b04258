import { deviationsOf, type Sequence } from './conformance.ts'
import { casesOf, type EventLog } from './log.ts'

/** Which cases are asked for: those of an arrow of the map, of a path, that repeat an activity, or that leave the sequence. */
export type CasesAsked = {
  /** `to` directly follows `from` in them. */
  from?: string | undefined
  to?: string | undefined
  /** This activity occurs in them. */
  holds?: string | undefined
  /** They take the path of this case. */
  like?: string | undefined
  /** This activity occurs more than once in them; `any`: some activity does. */
  repeats?: string | undefined
  /** They deviate in this kind at this activity; `none`: they do not deviate. */
  deviation?: string | undefined
}

/** The log with only the cases behind a figure of it. */
export function chosenCases(log: EventLog, asked: CasesAsked, model: Sequence | null): EventLog {
  const { from, to, holds, like, repeats, deviation } = asked
  const pathOf = (number: number) =>
    Array.from(log.activity.subarray(log.starts[number]!, log.starts[number + 1]!), (at) => log.activities[at]!)
  const example = like === undefined ? null : pathOf(log.caseIds.indexOf(like)).join('\u0000')
  return casesOf(log, (number) => {
    const path = pathOf(number)
    if (example !== null && path.join('\u0000') !== example) return false
    if (holds !== undefined && !path.includes(holds)) return false
    if (from !== undefined && to !== undefined && !path.some((each, at) => each === from && path[at + 1] === to))
      return false
    if (repeats !== undefined && !repeatedIn(path, repeats)) return false
    if (deviation === undefined || model === null) return true
    const found = deviationsOf(path, model)
    return deviation === 'none' ? found.size === 0 : found.has(deviation)
  })
}

function repeatedIn(path: readonly string[], activity: string): boolean {
  if (activity === 'any') return new Set(path).size < path.length
  return path.indexOf(activity) !== path.lastIndexOf(activity)
}
