import { graphOf } from './graph.ts'
import type { EventLog } from './log.ts'
import { durationOf } from './variants.ts'

/** Which activities occur more than once in a case, and in how many cases any does. */
export function reworkOf(log: EventLog) {
  let reworkCases = 0
  for (let number = 0; number < log.caseIds.length; number++) {
    const path = log.activity.subarray(log.starts[number]!, log.starts[number + 1]!)
    if (new Set(path).size < path.length) reworkCases++
  }
  const cases = log.caseIds.length
  return {
    cases,
    reworkCases,
    share: cases === 0 ? null : reworkCases / cases,
    activities: graphOf(log)
      .activities.filter(({ repetitions }) => repetitions > 0)
      .map(({ activity, reworkCases: some, repetitions, selfLoops }) => ({
        activity,
        cases: some,
        repetitions,
        selfLoops,
      }))
      .sort((a, b) => b.repetitions - a.repetitions),
  }
}

/** The cases with their duration in seconds, the longest first. */
export function casesByDuration(log: EventLog) {
  return log.caseIds
    .map((name, number) => ({
      case: name,
      events: log.starts[number + 1]! - log.starts[number]!,
      duration: durationOf(log, number),
      amount: log.amounts[number]!,
    }))
    .sort((a, b) => b.duration - a.duration || (a.case < b.case ? -1 : 1))
}
