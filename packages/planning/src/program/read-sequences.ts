import type { Sequence } from '../instance/instance-parts.ts'
import type { Built } from './layout.ts'

/** Changes of each sequence in a solved program. */
export interface ReadSequence {
  readonly sequence: Sequence
  /** 1 where a step is taken in a period. */
  readonly taken: (step: number, period: number) => number
  /** By period: the recipes in the order in which the resource is set up for them, first the one it was left with. */
  readonly order: string[][]
}

/** Reads the states and changes back into walks from recipe to recipe. */
export function readSequences({ instance, layout }: Built, values: Float64Array): ReadSequence[] {
  const length = instance.periods.length
  return instance.sequences.map((sequence, q) => {
    const count = sequence.sources.length
    const isOn = (first: number, row: number, t: number) => values[first + row * length + t]! > 0.5
    const order = instance.periods.map((_, t) => {
      const start = Array.from({ length: count + 1 }, (_, k) => k).find((k) => isOn(layout.states[q]!, k, t)) ?? count
      const steps = sequence.steps.filter((_, step) => isOn(layout.changes[q]!, step, t))
      return walk(start, steps).flatMap((k) => (k < count ? [instance.sources[sequence.sources[k]!]!.id] : []))
    })
    const taken = (step: number, t: number) => (isOn(layout.changes[q]!, step, t) ? 1 : 0)
    return { sequence, taken, order }
  })
}

/** The walk that takes every step once (Hierholzer). */
function walk(start: number, steps: readonly { from: number; to: number }[]): number[] {
  const left = steps.slice()
  const [stack, done]: [number[], number[]] = [[start], []]
  while (stack.length > 0) {
    const next = left.findIndex(({ from }) => from === stack.at(-1))
    if (next < 0) done.push(stack.pop()!)
    else stack.push(left.splice(next, 1)[0]!.to)
  }
  return done.reverse()
}
