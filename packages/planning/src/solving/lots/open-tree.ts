import type { Program } from '../../program/program.ts'
import { type Experience, experience } from './branching.ts'
import type { Relaxation } from './relaxation.ts'
import type { Separation } from './separation.ts'

/** What all searches of one solve share. */
export interface Tree {
  readonly relaxation: Relaxation
  readonly separation: Separation
  readonly integers: readonly number[]
  /** Bounds that hold in the whole tree, by column; they narrow as reduced costs allow. */
  readonly home: { readonly lower: Float64Array; readonly upper: Float64Array }
  readonly experience: Experience
  readonly stopped: () => boolean
  /** A plan must be better than this. */
  readonly cutoff: () => number
  readonly incumbent: () => Incumbent | undefined
  readonly offer: (candidate: Incumbent) => void
  /** Nodes solved so far, in all searches. */
  nodes: number
}

/** The best plan so far: columns of the program, integers whole. */
export interface Incumbent {
  readonly values: Float64Array
  readonly objective: number
}

/** Opens a tree; `gap` is the relative distance from the best plan at which nothing better is sought. */
export function openTree(input: {
  relaxation: Relaxation
  separation: Separation
  program: Program
  gap: number
  stopped: () => boolean
  onIncumbent: (incumbent: Incumbent) => void
}): Tree {
  const { relaxation, separation, program, gap, stopped, onIncumbent } = input
  let best: Incumbent | undefined
  const integers: number[] = []
  for (let j = 0; j < program.columns; j++) if (program.integer[j]) integers.push(j)
  return {
    relaxation,
    separation,
    integers,
    home: { lower: program.colLower.slice(), upper: program.colUpper.slice() },
    experience: experience(program.columns),
    stopped,
    incumbent: () => best,
    cutoff: () => (best ? best.objective - Math.max(gap, 1e-9) * Math.abs(best.objective) : Number.POSITIVE_INFINITY),
    offer(candidate) {
      if (best && candidate.objective >= best.objective) return
      best = candidate
      onIncumbent(candidate)
    },
    nodes: 0,
  }
}
