import { Refusal } from '../refusal.ts'

/** How a deal's wait ended: 0 still open (censored), 1 won, 2 lost. */
export type Ending = 0 | 1 | 2

/** Waits from creation to close, and how each ended. */
export interface Durations {
  /** Days waited, 0 or more. */
  readonly times: ArrayLike<number>
  readonly endings: ArrayLike<number>
}

/** Deals at one time: how many still waited just before it, and how many ended then. */
export interface RiskSet {
  readonly time: number
  readonly atRisk: number
  readonly won: number
  readonly lost: number
}

/** Counts, in order of time, who waited and who ended; times at which deals only are censored are kept. */
export function riskSets({ times, endings }: Durations): RiskSet[] {
  if (times.length !== endings.length || times.length === 0) {
    const message = `There are ${times.length} times and ${endings.length} endings. Give one ending a time, and at least one.`
    throw new Refusal({ code: 'duration', value: times.length, message })
  }
  for (let row = 0; row < times.length; row++) check(endings[row]!, times[row]!, row)
  const order = Uint32Array.from({ length: times.length }, (_, i) => i).sort((a, b) => times[a]! - times[b]!)
  const found: RiskSet[] = []
  for (let from = 0; from < order.length; ) {
    const time = times[order[from]!]!
    const counts = [0, 0, 0]
    let to = from
    for (; to < order.length && times[order[to]!] === time; to++) {
      const ending = endings[order[to]!]!
      counts[ending] = counts[ending]! + 1
    }
    found.push({ time, atRisk: order.length - from, won: counts[1]!, lost: counts[2]! })
    from = to
  }
  return found
}

function check(ending: number, time: number, row: number): void {
  if (!(time >= 0 && time < Number.POSITIVE_INFINITY)) {
    const message = `The wait of deal ${row} is ${time} days. A deal closes on or after the day it is created: mend its dates or leave it out.`
    throw new Refusal({ code: 'duration', value: time, message })
  }
  if (ending === 0 || ending === 1 || ending === 2) return
  const message = `The ending of deal ${row} is ${ending}. Give 0 for open, 1 for won, 2 for lost.`
  throw new Refusal({ code: 'duration', value: ending, message })
}
