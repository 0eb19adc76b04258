import type { Hold } from './fault.ts'
import { type Ledger, valueAt } from './ledger.ts'

/** Recomputes sold + lost = wanted + backlog before - backlog after, within what each class allows. */
export function checkDemand(ledger: Ledger, hold: Hold): void {
  for (const { row, line, wanted } of ledger.demand)
    for (const t of ledger.periods) {
      const where = `${line.item} for ${line.class} in ${ledger.names[t]}`
      const before = t === 0 ? (row.openingBacklog ?? 0) : line.backlog[t - 1]!
      const [sold, late, lost] = [line.sold[t]!, line.backlog[t]!, line.lost[t]!]
      const limit = Math.min(
        valueAt(row.maxBacklog, t, Number.POSITIVE_INFINITY),
        t === ledger.periods.length - 1 ? (row.endBacklog ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY,
      )
      const open = wanted[t]! + before
      hold(
        () => Math.abs(open - sold - lost - late),
        open,
        () => ({ kind: 'demand', where, says: `${open} wanted, ${sold} sold, ${lost} lost, ${late} late` }),
      )
      hold(
        () => Math.abs(line.demand[t]! - wanted[t]!),
        open,
        () => ({ kind: 'demand', where, says: `the plan says demand ${line.demand[t]}, the model ${wanted[t]}` }),
      )
      hold(
        () => Math.max(-sold, -late, -lost),
        1,
        () => ({ kind: 'demand', where, says: 'a negative quantity' }),
      )
      const mayWait = row.backlog ?? row.backlogCost !== undefined
      hold(
        () => late - (mayWait ? limit : 0),
        open,
        () => ({ kind: 'demand', where, says: `${late} late, allowed ${mayWait ? limit : 0}` }),
      )
      const mayLose = row.lost ?? row.lostSaleCost !== undefined
      const mostLost = mayLose ? wanted[t]! + (t === 0 ? (row.openingBacklog ?? 0) : 0) : 0
      hold(
        () => lost - mostLost,
        open,
        () => ({ kind: 'demand', where, says: `${lost} lost, allowed ${mostLost}` }),
      )
    }
}
