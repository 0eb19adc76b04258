import { graphlib, layout } from '@dagrejs/dagre'
import type { Flow } from '../tools/schema.ts'

export type Box = { name: string; x: number; y: number }
export type Arrow = { from: string; to: string; data: string; points: { x: number; y: number }[] }
export type Layout = { width: number; height: number; boxes: Box[]; arrows: Arrow[] }

export const boxSize = { width: 150, height: 38 }
const MOST_ARROWS = 200

/** Lays tools and what flows between them out, left to right. Several kinds of data between two tools are one arrow. */
export function laidOut(flows: readonly Flow[]): Layout {
  const chart = new graphlib.Graph({ multigraph: false })
  chart.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 72, marginx: 12, marginy: 12 })
  chart.setDefaultEdgeLabel(() => ({}))
  const names = new Map<string, string>()
  for (const name of flows.flatMap(({ from, to }) => [from, to])) {
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
  }
  const pairs = [...Map.groupBy(flows, ({ from, to }) => `${from}\n${to}`.toLowerCase()).values()].slice(0, MOST_ARROWS)
  for (const key of names.keys()) chart.setNode(key, { ...boxSize })
  for (const [first] of pairs) chart.setEdge(first!.from.toLowerCase(), first!.to.toLowerCase(), {})
  layout(chart)
  const { width = 0, height = 0 } = chart.graph() as { width?: number; height?: number }
  return {
    width,
    height,
    boxes: [...names].map(([key, name]) => {
      const { x, y } = chart.node(key) as { x: number; y: number }
      return { name, x, y }
    }),
    arrows: pairs.map((of) => {
      const { from, to } = of[0]!
      const { points } = chart.edge(from.toLowerCase(), to.toLowerCase()) as { points: { x: number; y: number }[] }
      return { from, to, data: of.map(({ data }) => data).join(', '), points }
    }),
  }
}
