import { useState } from 'react'
import type { Layout } from './layout.ts'

/** How the columns of a grid are arranged, remembered on this device under the grid's name. */
export function useLayout(name: string): [Layout, (layout: Layout) => void] {
  const key = `drumbeat.grid.${name}`
  const [layout, setLayout] = useState<Layout>(() => remembered(key))
  function keep(next: Layout): void {
    setLayout(next)
    localStorage.setItem(key, JSON.stringify(next))
  }
  return [layout, keep]
}

function remembered(key: string): Layout {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Layout
  } catch {
    return {}
  }
}
