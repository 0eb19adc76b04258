import { useMemo } from 'react'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { Grain, Measure, SeenKey } from '../schema.ts'

/** What the screen looks at; all of it stands in the address. */
export type DemandView = {
  node: string
  grain: Grain
  measure: Measure
  territory: string | null
  /** The attribute by which items are grouped; null: by family. */
  by: string | null
  search: string
  change: (changes: Record<string, string | null>, how?: { push?: boolean }) => void
}

/** Reads the address; anything it does not understand falls back to all items, months and units. */
export function useDemandView(): DemandView {
  const [found, change] = useUrlParams()
  const { node, grain, measure, territory, search, by } = found
  return useMemo(
    () => ({
      node: SeenKey.catch('all').parse(node),
      grain: Grain.catch('month').parse(grain),
      measure: Measure.catch('units').parse(measure),
      territory: territory || null,
      by: by || (node?.startsWith('group:') ? node.split(':')[1]! : null),
      search: search ?? '',
      change,
    }),
    [node, grain, measure, territory, search, by, change],
  )
}

/** The part of a view that a call takes as its query. */
export function queryOf({ grain, measure, territory }: DemandView) {
  return { grain, measure, territory }
}
