import type { ExpectedItem } from '#demand/expected.sql.ts'
import type { PlanAssumption } from './schema.ts'

/** Units of a family in a month that a plan is to serve, in the place of what demand expects. */
export type WantedCell = { familyId: string; startsOn: string; units: number }

/** A stated demand: what it is called, and what it is of (`ref`), as the id of an S&OP cycle. */
export type Wanted = { ref: string; says: string; cells: WantedCell[] }

type Given = {
  wanted: Wanted
  familyOf: ReadonlyMap<string, string | null>
  /** Months that have begun stay as demand expects them: what came in them is taken off there. */
  today: string
}

const bounds = ['mean', 'lo80', 'hi80', 'lo95', 'hi95'] as const

/**
 * What is expected of each item, brought to the units wanted of its family in each month: in proportion, so that the family adds up. A month in
 * which none of a family is expected is shared out as the family's whole demand is. Pure.
 */
export function expectedAs(
  expected: readonly ExpectedItem[],
  { wanted, familyOf, today }: Given,
): { expected: ExpectedItem[]; met: number; unplaced: WantedCell[] } {
  const out = expected.map((item) => ({
    ...{ before: item.mean, usual: sum(item.mean) },
    item: { ...item, ...Object.fromEntries(bounds.map((name) => [name, [...item[name]]])) } as ExpectedItem,
  }))
  const ofFamily = Map.groupBy(out, ({ item }) => familyOf.get(item.itemId) ?? null)
  const unplaced: WantedCell[] = []
  let met = 0
  for (const cell of wanted.cells.filter(({ startsOn }) => startsOn > today)) {
    const placed = (ofFamily.get(cell.familyId) ?? []).flatMap(({ item, before, usual }) => {
      const at = item.startsOn.indexOf(cell.startsOn)
      return at < 0 ? [] : [{ item, at, now: before[at]!, usual }]
    })
    const now = sum(placed.map((each) => each.now))
    const usual = sum(placed.map((each) => each.usual))
    if (now <= 0 && usual <= 0) {
      if (cell.units > 0) unplaced.push(cell)
      continue
    }
    for (const { item, at, ...own } of placed) {
      for (const name of bounds)
        item[name][at] = now > 0 ? (item[name][at]! * cell.units) / now : (cell.units * own.usual) / usual
    }
    met++
  }
  return { expected: out.map(({ item }) => item), met, unplaced }
}

function sum(values: readonly number[]): number {
  return values.reduce((all, each) => all + each, 0)
}

/** What a plan for a stated demand says of it. */
export function wantedAssumptions(
  { says }: Wanted,
  { met, unplaced }: { met: number; unplaced: readonly WantedCell[] },
): PlanAssumption[] {
  const units = Math.round(sum(unplaced.map((each) => each.units)))
  const left =
    unplaced.length > 0
      ? ` ${units} units in ${unplaced.length} family-months are left out: nothing of those families is expected of any item.`
      : ''
  return [
    {
      ...{ kind: 'taken in', about: 'demand', value: met, items: 0 },
      says: `Demand is the ${says}: ${met} family-months, shared out to items as demand expects them. Months that have begun are as demand expects them.${left}`,
    },
  ]
}
