import type { Territory } from '../../territories/contract.ts'

export type TerritoryRow = Territory & {
  depth: number
  /** The ids from the root down to the territory itself. */
  path: string[]
}

/** The territories in the order of their tree, each with its depth. */
export function territoryRows(territories: readonly Territory[]): TerritoryRow[] {
  const ids = new Set(territories.map((territory) => territory.id))
  const below = Map.groupBy(territories, ({ parentId }) => (parentId && ids.has(parentId) ? parentId : ''))
  const rowsUnder = (parent: string, path: string[]): TerritoryRow[] =>
    (below.get(parent) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap((territory) => {
        const here = [...path, territory.id]
        return [{ ...territory, depth: path.length, path: here }, ...rowsUnder(territory.id, here)]
      })
  return rowsUnder('', [])
}
