import type { Built } from '../../program/layout.ts'
import type { LotItem } from './lot-items.ts'

/** Hours of one capacity: what items take of it, and what else its rows hold. */
export interface WindowCapacity {
  readonly users: readonly { readonly item: number; readonly hours: number; readonly setupHours: number }[]
  /** Hours there in each period, with what may be added to them by other columns. */
  readonly limit: Float64Array
  readonly extra: readonly (readonly Extra[])[]
}

/** A column that adds hours, from its lower bound up. */
export interface Extra {
  readonly column: number
  readonly hours: number
  readonly lower: number
  readonly upper: number
}

/** The capacities on which at least one item in lots works, read from the rows of the program. */
export function windowCapacities({ instance, program, layout }: Built, items: readonly LotItem[]): WindowCapacity[] {
  const length = instance.periods.length
  const users = instance.capacities.map((): { item: number; hours: number; setupHours: number }[] => [])
  const own = new Uint8Array(program.columns)
  items.forEach(({ source, start, setup }, item) => {
    const { hours, setupHours } = instance.sources[source]!
    for (let t = 0; t < length; t++) own[start + t] = own[setup + t] = 1
    for (const capacity of new Set([...hours, ...setupHours].map((each) => each.capacity)))
      users[capacity]!.push({
        item,
        hours: hours.find((each) => each.capacity === capacity)?.hours ?? 0,
        setupHours: setupHours.find((each) => each.capacity === capacity)?.hours ?? 0,
      })
  })
  const entries = rowEntries()
  return users.flatMap((mine, c): WindowCapacity[] => {
    if (mine.length === 0) return []
    const limit = new Float64Array(length)
    const extra = Array.from({ length }, (): Extra[] => [])
    for (let t = 0; t < length; t++) {
      const row = layout.capacityRow[c]! + t
      limit[t] = program.rowUpper[row]!
      for (const { column, value } of entries.get(row) ?? []) {
        const [lower, upper] = [program.colLower[column]!, program.colUpper[column]!]
        if (own[column]) continue
        limit[t]! -= value * lower
        if (value < 0) extra[t]!.push({ column, hours: -value, lower, upper })
      }
    }
    return limit.some(Number.isNaN) ? [] : [{ users: mine, limit, extra }]
  })

  function rowEntries(): Map<number, { column: number; value: number }[]> {
    const wantedRows = new Map<number, { column: number; value: number }[]>()
    users.forEach((mine, c) => {
      if (mine.length > 0) for (let t = 0; t < length; t++) wantedRows.set(layout.capacityRow[c]! + t, [])
    })
    for (let j = 0; j < program.columns; j++)
      for (let k = program.starts[j]!; k < program.starts[j + 1]!; k++)
        wantedRows.get(program.indices[k]!)?.push({ column: j, value: program.values[k]! })
    return wantedRows
  }
}
