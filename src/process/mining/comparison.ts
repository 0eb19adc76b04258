import type { Graph } from './graph.ts'

export type FlowDifference = {
  from: string
  to: string
  frequency: [number, number]
  /** Of the cases of its side, the share in which it occurs. */
  share: [number, number]
  /** Mean waiting in seconds; null where it does not occur. */
  meanWaiting: [number | null, number | null]
  /** Mean waiting of the second less that of the first; null where one lacks it. */
  difference: number | null
}

/** Two graphs side by side, flow by flow; the largest change of waiting, weighed by how often it happens, first. */
export function comparisonOf(first: Graph, second: Graph): FlowDifference[] {
  const keyed = (graph: Graph) => new Map(graph.flows.map((flow) => [`${flow.from}\u0000${flow.to}`, flow]))
  const [left, right] = [keyed(first), keyed(second)]
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((key): FlowDifference => {
      const [a, b] = [left.get(key), right.get(key)]
      const [from, to] = key.split('\u0000') as [string, string]
      return {
        from,
        to,
        frequency: [a?.frequency ?? 0, b?.frequency ?? 0],
        share: [(a?.cases ?? 0) / Math.max(1, first.cases), (b?.cases ?? 0) / Math.max(1, second.cases)],
        meanWaiting: [a?.waiting.mean ?? null, b?.waiting.mean ?? null],
        difference: a && b ? b.waiting.mean - a.waiting.mean : null,
      }
    })
    .sort((x, y) => weight(y) - weight(x))
}

function weight({ difference, frequency }: FlowDifference): number {
  return Math.abs(difference ?? 0) * (frequency[0] + frequency[1])
}
