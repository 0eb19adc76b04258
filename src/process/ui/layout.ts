import { graphlib, layout } from '@dagrejs/dagre'
import type { Graph } from '../schema.ts'

export type Box = { activity: string; x: number; y: number; frequency: number; cases: number }
export type Arrow = {
  from: string
  to: string
  frequency: number
  mean: number
  points: { x: number; y: number }[]
  label: { x: number; y: number }
}
export type Layout = { width: number; height: number; boxes: Box[]; arrows: Arrow[] }

export const boxSize = { width: 148, height: 42 }

/** Lays the most frequent flows of a graph out, top to bottom: enough to show that share of all that happened. */
export function laidOut(graph: Graph, shown: number): Layout {
  const chart = new graphlib.Graph({ multigraph: false })
  chart.setGraph({ rankdir: 'TB', nodesep: 56, ranksep: 56, marginx: 16, marginy: 16 })
  chart.setDefaultEdgeLabel(() => ({}))
  const flows = graph.flows.slice(0, shown)
  const named = new Set(flows.flatMap(({ from, to }) => [from, to]))
  const activities = graph.activities.filter(({ activity }) => named.has(activity) || named.size === 0).slice(0, 60)
  for (const { activity } of activities) chart.setNode(activity, { ...boxSize })
  for (const { from, to } of flows)
    if (chart.hasNode(from) && chart.hasNode(to) && from !== to)
      chart.setEdge(from, to, { width: 74, height: 18, labelpos: 'c' })
  layout(chart)
  const { width = 0, height = 0 } = chart.graph() as { width?: number; height?: number }
  return {
    width,
    height,
    boxes: activities.map(({ activity, frequency, cases }) => {
      const { x, y } = chart.node(activity) as { x: number; y: number }
      return { activity, x, y, frequency, cases }
    }),
    arrows: flows.flatMap(({ from, to, frequency, waiting }): Arrow[] => {
      const edge = chart.edge(from, to) as { points: { x: number; y: number }[]; x: number; y: number } | undefined
      return edge
        ? [{ from, to, frequency, mean: waiting.mean, points: edge.points, label: { x: edge.x, y: edge.y } }]
        : []
    }),
  }
}
