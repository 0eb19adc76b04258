import { useState } from 'react'
import { nextPlace, only, type Place, type Size } from './selection.ts'
import type { useSelection } from './use-selection.ts'

/** Where the active cell goes once a cell is written. */
export type Then = 'stay' | 'down' | 'up' | 'right' | 'left' | 'range'

/** The way through cells that are entered one after the other: Enter goes back to where a run of Tabs began, as in a spreadsheet. */
export function useEntry<Row>(given: {
  selecting: ReturnType<typeof useSelection<Row>>
  size: Size
  scrollTo: (place: Place) => void
}) {
  const { selecting, size, scrollTo } = given
  const [runFrom, setRunFrom] = useState<number | null>(null)

  function go(place: Place | null): void {
    if (!place) return
    selecting.set(only(place))
    scrollTo(place)
  }

  return {
    endRun: () => setRunFrom(null),
    goOn: (place: Place, then: Then): void => {
      const { row, column } = place
      if (then === 'stay' || then === 'range') return
      setRunFrom(runFrom ?? column)
      if (then === 'right' || then === 'left') go(nextPlace(place, { by: then === 'right' ? 1 : -1, size }))
      else go({ row: kept(then === 'down' ? row + 1 : row - 1, size), column: runFrom ?? column })
    },
    /** Moves on by Tab while cells are being entered; false when Tab should leave the grid. */
    tab: (back: boolean): boolean => {
      const next = runFrom === null ? null : nextPlace(selecting.from.active, { by: back ? -1 : 1, size })
      go(next)
      return next !== null
    },
  }
}

function kept(row: number, { rows }: Size): number {
  return Math.max(0, Math.min(rows - 1, row))
}
