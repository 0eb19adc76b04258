import { useMemo, useState } from 'react'
import type { Column } from './column.ts'

/** Which columns of a grid show, remembered on this device under the grid's name. */
export function useVisibleColumns<Row>(
  name: string,
  columns: Column<Row>[],
): [Record<string, boolean>, (visible: Record<string, boolean>) => void] {
  const key = `drumbeat.columns.${name}`
  const [chosen, setChosen] = useState<Record<string, boolean>>(() => remembered(key))
  function choose(visible: Record<string, boolean>): void {
    setChosen(visible)
    localStorage.setItem(key, JSON.stringify(visible))
  }
  const visible = useMemo(() => {
    const preset = Object.fromEntries(columns.map((column) => [column.id, !column.hidden]))
    return { ...preset, ...chosen }
  }, [columns, chosen])
  return [visible, choose]
}

function remembered(key: string): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, boolean>
  } catch {
    return {}
  }
}
