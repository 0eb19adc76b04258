import type { EventLog } from './log.ts'
import { type Times, timesOf } from './times.ts'

export type Variant = { activities: string[]; cases: number; share: number; duration: Times; exampleCase: string }

/** The variants of a log: cases with the same activities in the same order, the most frequent first. */
export function variantsOf(log: EventLog): Variant[] {
  const found = new Map<string, number[]>()
  for (let number = 0; number < log.caseIds.length; number++) {
    const key = log.activity.subarray(log.starts[number]!, log.starts[number + 1]!).join(' ')
    const same = found.get(key)
    if (same) same.push(number)
    else found.set(key, [number])
  }
  return [...found]
    .map(
      ([key, cases]): Variant => ({
        activities: key === '' ? [] : key.split(' ').map((at) => log.activities[Number(at)]!),
        cases: cases.length,
        share: cases.length / log.caseIds.length,
        duration: timesOf(Float64Array.from(cases.map((number) => durationOf(log, number))))!,
        exampleCase: log.caseIds[cases[0]!]!,
      }),
    )
    .sort(
      (a, b) =>
        b.cases - a.cases ||
        a.activities.length - b.activities.length ||
        (a.activities.join() < b.activities.join() ? -1 : 1),
    )
}

/** From the first event of a case to its last, in seconds. */
export function durationOf(log: EventLog, number: number): number {
  return (log.at[log.starts[number + 1]! - 1]! - log.at[log.starts[number]!]!) / 1000
}
