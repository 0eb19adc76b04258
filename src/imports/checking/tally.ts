import type { Problem, ProblemGroup } from '#platform/importing/mapping.ts'
import { ownCopy } from './own-copy.ts'

/** Counts problems by kind and column, keeping a few examples of each and the mends proposed. */
export type Tally = {
  add: (place: { row: number; line: number }, problem: Problem) => void
  groups: () => ProblemGroup[]
}

const mostExamples = 5
const mostMends = 200
const order = { stop: 0, mend: 1, note: 2 }

/** An empty tally. Its size depends on the kinds of problems, not on their number. */
export function tally(): Tally {
  const groups = new Map<string, ProblemGroup & { byMend: Map<string, ProblemGroup['mends'][number]> }>()
  return {
    add({ row, line }, { column, value, kind, severity, reason, mend }) {
      const name = `${kind}\n${column}\n${severity}`
      let group = groups.get(name)
      if (!group) {
        group = { kind, column, severity, reason, rows: 0, examples: [], mends: [], byMend: new Map() }
        groups.set(name, group)
      }
      group.rows++
      if (group.examples.length < mostExamples)
        group.examples.push({
          row,
          line,
          value: ownCopy(value),
          reason: ownCopy(reason),
          ...(mend !== undefined && { mend }),
        })
      if (mend === undefined) return
      const known = group.byMend.get(`${value}\n${mend}`)
      if (known) known.rows++
      else if (group.byMend.size < mostMends)
        group.byMend.set(ownCopy(`${value}\n${mend}`), { from: ownCopy(value), to: mend, rows: 1 })
    },
    groups: () =>
      [...groups.values()]
        .map(({ byMend, ...group }) => ({ ...group, mends: [...byMend.values()].sort((a, b) => b.rows - a.rows) }))
        .sort((a, b) => order[a.severity] - order[b.severity] || b.rows - a.rows),
  }
}
