/** An event log in flat arrays: the events of case i are those from starts[i] until before starts[i + 1], by time. */
export type EventLog = {
  activities: readonly string[]
  caseIds: readonly string[]
  /** What a case is worth, in minor units of the company or units of the file; null where unknown. */
  amounts: readonly (number | null)[]
  starts: Int32Array
  activity: Int32Array
  /** Milliseconds since 1970. */
  at: Float64Array
}

export type RawEvent = { caseId: string; activity: string; at: number; amount: number | null }

/** Groups events by case and orders each case by time; events of equal time stay in the order given. */
export function logOf(events: readonly RawEvent[]): EventLog {
  const numbers = new Map<string, number>()
  const byCase: number[][] = []
  const amounts: (number | null)[] = []
  const activities = new Map<string, number>()
  events.forEach(({ caseId, activity, amount }, at) => {
    let number = numbers.get(caseId)
    if (number === undefined) {
      number = byCase.length
      numbers.set(caseId, number)
      byCase.push([])
      amounts.push(null)
    }
    byCase[number]!.push(at)
    if (amount !== null) amounts[number] = amount
    if (!activities.has(activity)) activities.set(activity, activities.size)
  })
  const log = emptyLog(events.length, { caseIds: [...numbers.keys()], activities: [...activities.keys()], amounts })
  let next = 0
  byCase.forEach((found, number) => {
    log.starts[number] = next
    for (const index of found.sort((a, b) => events[a]!.at - events[b]!.at || a - b)) {
      log.activity[next] = activities.get(events[index]!.activity)!
      log.at[next++] = events[index]!.at
    }
  })
  log.starts[byCase.length] = next
  return log
}

/** Room for a log of that many events. */
export function emptyLog(events: number, named: Pick<EventLog, 'activities' | 'caseIds' | 'amounts'>): EventLog {
  const starts = new Int32Array(named.caseIds.length + 1)
  return { ...named, starts, activity: new Int32Array(events), at: new Float64Array(events) }
}

/** The log with only the cases that are wanted. */
export function casesOf(log: EventLog, wanted: (number: number) => boolean): EventLog {
  const chosen = log.caseIds.map((_, number) => number).filter(wanted)
  const size = chosen.reduce((sum, number) => sum + log.starts[number + 1]! - log.starts[number]!, 0)
  const named = {
    activities: log.activities,
    caseIds: chosen.map((number) => log.caseIds[number]!),
    amounts: chosen.map((number) => log.amounts[number]!),
  }
  const part = emptyLog(size, named)
  let next = 0
  chosen.forEach((number, at) => {
    part.starts[at] = next
    const [from, to] = [log.starts[number]!, log.starts[number + 1]!]
    part.activity.set(log.activity.subarray(from, to), next)
    part.at.set(log.at.subarray(from, to), next)
    next += to - from
  })
  part.starts[chosen.length] = next
  return part
}
