import type { EventLog } from './log.ts'
import { type Times, timesOf } from './times.ts'

export type Activity = {
  activity: string
  /** How often it occurs. */
  frequency: number
  /** In how many cases. */
  cases: number
  /** Cases that start, and that end, with it. */
  starts: number
  ends: number
  /** Times it directly follows itself. */
  selfLoops: number
  /** Cases in which it occurs more than once, and its occurrences beyond the first. */
  reworkCases: number
  repetitions: number
}

export type Flow = {
  from: string
  to: string
  /** How often `to` directly follows `from`. */
  frequency: number
  /** In how many cases. */
  cases: number
  /** Seconds from the event of `from` to that of `to`. */
  waiting: Times
  /** Sum over its occurrences of the case's worth x days waited; null where no case has a worth. */
  moneyDays: number | null
}

export type Graph = { cases: number; events: number; activities: Activity[]; flows: Flow[]; duration: Times | null }

/** The directly-follows graph of a log: activities, which directly follows which, how often and after how long. */
export function graphOf(log: EventLog): Graph {
  const count = log.activities.length
  const nodes = new Int32Array(count * 7)
  const counter = new Map<
    number,
    { waits: number[]; cases: number; last: number; moneyDays: number; priced: boolean }
  >()
  const durations = new Float64Array(log.caseIds.length)
  const seen = new Int32Array(count).fill(-1)
  const again = new Int32Array(count).fill(-1)
  for (let number = 0; number < log.caseIds.length; number++) {
    const [from, to] = [log.starts[number]!, log.starts[number + 1]!]
    const worth = log.amounts[number]!
    durations[number] = (log.at[to - 1]! - log.at[from]!) / 1000
    nodes[log.activity[from]! * 7 + 2]!++
    nodes[log.activity[to - 1]! * 7 + 3]!++
    for (let at = from; at < to; at++) {
      const activity = log.activity[at]!
      nodes[activity * 7]!++
      if (seen[activity] !== number) nodes[activity * 7 + 1]!++
      else {
        nodes[activity * 7 + 6]!++
        if (again[activity] !== number) nodes[activity * 7 + 5]!++
        again[activity] = number
      }
      seen[activity] = number
      if (at + 1 === to) continue
      const next = log.activity[at + 1]!
      if (next === activity) nodes[activity * 7 + 4]!++
      const key = activity * count + next
      const flow = counter.get(key) ?? { waits: [], cases: 0, last: -1, moneyDays: 0, priced: false }
      if (flow.waits.length === 0) counter.set(key, flow)
      const seconds = (log.at[at + 1]! - log.at[at]!) / 1000
      flow.waits.push(seconds)
      if (flow.last !== number) flow.cases++
      flow.last = number
      if (worth !== null) {
        flow.priced = true
        flow.moneyDays += worth * (seconds / DAY)
      }
    }
  }
  return drawn(log, { nodes, counter, durations })
}

type Counted = {
  nodes: Int32Array
  counter: Map<number, { waits: number[]; cases: number; last: number; moneyDays: number; priced: boolean }>
  durations: Float64Array
}

function drawn(log: EventLog, { nodes, counter, durations }: Counted): Graph {
  const count = log.activities.length
  return {
    cases: log.caseIds.length,
    events: log.activity.length,
    activities: log.activities
      .map((activity, at) => activityOf(activity, nodes.subarray(at * 7, at * 7 + 7)))
      .filter(({ frequency }) => frequency > 0),
    flows: [...counter]
      .map(
        ([key, { waits, cases, moneyDays, priced }]): Flow => ({
          from: log.activities[Math.floor(key / count)]!,
          to: log.activities[key % count]!,
          frequency: waits.length,
          cases,
          waiting: timesOf(Float64Array.from(waits))!,
          moneyDays: priced ? moneyDays : null,
        }),
      )
      .sort((a, b) => b.frequency - a.frequency || (a.from + a.to < b.from + b.to ? -1 : 1)),
    duration: timesOf(durations),
  }
}

/** Seconds of a day. */
export const DAY = 86_400

function activityOf(activity: string, node: Int32Array): Activity {
  const [frequency, cases, starts, ends, selfLoops, reworkCases, repetitions] = node as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return { activity, frequency, cases, starts, ends, selfLoops, reworkCases, repetitions }
}
