import { expect, test } from 'vitest'
import { graphOf } from './graph.ts'
import { logOf, type RawEvent } from './log.ts'
import { casesByDuration, reworkOf } from './rework.ts'
import { variantsOf } from './variants.ts'

/** A log as the public ones are: cases mixed, events out of order, equal times, odd names. */
function drawnLog(): RawEvent[] {
  let state = 7
  const whole = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const names = ['Register, new', 'Prüfen', 'Decide "now"', '送付', 'A', 'a']
  return Array.from({ length: 3000 }, () => ({
    caseId: `c${whole(400)}`,
    activity: names[whole(names.length)]!,
    at: whole(60) * 3_600_000,
    amount: null,
  }))
}

/** The same by the plainest way: sort, group, and look at neighbours. Equal times keep the order of the file, as in pandas' stable sort. */
function recomputed(events: readonly RawEvent[]) {
  const paths = [...Map.groupBy(events, ({ caseId }) => caseId)].map(([caseId, own]) => {
    return { caseId, own: [...own].sort((a, b) => a.at - b.at) }
  })
  const follows = paths.flatMap(({ own }) =>
    own.slice(1).map((event, nth) => ({
      pair: `${own[nth]!.activity} > ${event.activity}`,
      wait: (event.at - own[nth]!.at) / 1000,
    })),
  )
  return { paths, flows: Map.groupBy(follows, ({ pair }) => pair) }
}

const events = drawnLog()
const log = logOf(events)
const plain = recomputed(events)
const counted = (values: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(values, (each) => each)].map(([key, some]) => [key, some.length]))

test('directly-follows counts and waiting times are those of a plain recomputation', () => {
  const { flows } = graphOf(log)
  expect(flows.length).toBe(plain.flows.size)
  for (const { from, to, frequency, waiting } of flows) {
    const waits = plain.flows
      .get(`${from} > ${to}`)!
      .map(({ wait }) => wait)
      .sort((a, b) => a - b)
    const at = (share: number) => {
      const place = (waits.length - 1) * share
      const low = Math.floor(place)
      return waits[low]! + (place - low) * ((waits[low + 1] ?? waits[low]!) - waits[low]!)
    }
    expect(frequency).toBe(waits.length)
    expect(waiting.total).toBeCloseTo(
      waits.reduce((sum, each) => sum + each, 0),
      6,
    )
    expect(waiting.mean).toBeCloseTo(waiting.total / waits.length, 9)
    expect([waiting.median, waiting.p90, waiting.min, waiting.max]).toEqual(
      [at(0.5), at(0.9), waits[0], waits.at(-1)].map((each) => expect.closeTo(each!, 6)),
    )
  }
})

test('start and end activities, variants and case durations are those of a plain recomputation', () => {
  const { activities, cases, events: count } = graphOf(log)
  expect([cases, count]).toEqual([plain.paths.length, events.length])
  const edges = (of: 'starts' | 'ends') =>
    Object.fromEntries(activities.filter((each) => each[of] > 0).map((each) => [each.activity, each[of]]))
  expect(edges('starts')).toEqual(counted(plain.paths.map(({ own }) => own[0]!.activity)))
  expect(edges('ends')).toEqual(counted(plain.paths.map(({ own }) => own.at(-1)!.activity)))
  const variants = variantsOf(log)
  expect(Object.fromEntries(variants.map((each) => [each.activities.join('|'), each.cases]))).toEqual(
    counted(plain.paths.map(({ own }) => own.map(({ activity }) => activity).join('|'))),
  )
  const durations = Object.fromEntries(casesByDuration(log).map((each) => [each.case, each.duration]))
  expect(durations).toEqual(
    Object.fromEntries(plain.paths.map(({ caseId, own }) => [caseId, (own.at(-1)!.at - own[0]!.at) / 1000])),
  )
})

test('rework is a case in which an activity occurs more than once', () => {
  const again = plain.paths.filter(({ own }) => new Set(own.map(({ activity }) => activity)).size < own.length)
  expect(reworkOf(log).reworkCases).toBe(again.length)
  const { activities } = graphOf(log)
  for (const { activity, frequency, cases, reworkCases, repetitions, selfLoops } of activities) {
    const holding = plain.paths
      .map(({ own }) => own.filter((event) => event.activity === activity).length)
      .filter((times) => times > 0)
    expect([cases, reworkCases, repetitions]).toEqual([
      holding.length,
      holding.filter((times) => times > 1).length,
      frequency - holding.length,
    ])
    expect(selfLoops).toBe(plain.flows.get(`${activity} > ${activity}`)?.length ?? 0)
  }
})
