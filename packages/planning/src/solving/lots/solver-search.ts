import type { Highs } from 'highs'
import type { Program } from '../../program/program.ts'
import { modelData } from '../highs.ts'
import type { Cut } from './cut.ts'

/** The solver's own branch and bound over the program with cuts, in whole or between fixed columns. */
export interface SolverSearch {
  /** Searches with these bounds from this plan on; `nodes` and `seconds` end it. */
  readonly run: (input: {
    lower: Float64Array
    upper: Float64Array
    start: Float64Array | undefined
    nodes: number
    seconds: number
    heuristics: number
  }) => Outcome
  readonly dispose: () => void
}

/** What a run gave: columns if there is a plan, and what no plan within the bounds can be below. */
export interface Outcome {
  readonly kind: 'optimal' | 'feasible' | 'infeasible' | 'stopped'
  readonly values: Float64Array | undefined
  readonly objective: number
  readonly bound: number
}

/** Opens the solver on the program with the cuts; whoever opens it disposes of it. */
export function openSolverSearch(input: {
  highs: Highs
  program: Program
  cuts: readonly Cut[]
  settings: Record<string, number>
  gap: number
  stopped: () => boolean
}): SolverSearch {
  const { highs, program, cuts, settings, gap, stopped } = input
  const model = highs.createModel(modelData(program))
  const { mipInterrupt } = highs.constants.callbackType
  const states = highs.constants.modelStatus
  // The root is as strong as it gets before the solver sees it: its own cuts in nodes and restarts only take time.
  model.options.set({
    output_flag: false,
    mip_rel_gap: gap,
    mip_detect_symmetry: false,
    mip_allow_restart: false,
    mip_allow_cut_separation_at_nodes: false,
    mip_heuristic_run_feasibility_jump: false,
    ...settings,
  })
  for (const { least, indices, values } of cuts)
    model.addRow(least, Number.POSITIVE_INFINITY, { indices: [...indices], values: [...values] })
  return {
    dispose: () => model.dispose(),
    run({ lower, upper, start, nodes, seconds, heuristics }) {
      model.changeColsBounds({ kind: 'range', from: 0, to: program.columns - 1 }, lower, upper)
      model.options.set({
        time_limit: Number.isFinite(seconds) ? Math.max(0, seconds) : 1e30,
        mip_max_nodes: Number.isFinite(nodes) ? nodes : 2147483647,
        mip_heuristic_effort: heuristics,
      })
      if (start) model.setSolution({ colValue: start })
      model.zeroAllClocks()
      model.run({
        [mipInterrupt](event) {
          if (stopped()) event.interrupt()
        },
      })
      const status = model.getModelStatus()
      if (status === states.infeasible || status === states.unboundedOrInfeasible)
        return {
          kind: 'infeasible',
          values: undefined,
          objective: Number.POSITIVE_INFINITY,
          bound: Number.POSITIVE_INFINITY,
        }
      const feasible = Number(model.info.get('primal_solution_status')) === highs.constants.solutionStatus.feasible
      const bound = Number(model.info.get('mip_dual_bound'))
      if (!feasible) return { kind: 'stopped', values: undefined, objective: Number.POSITIVE_INFINITY, bound }
      const kind = status === states.optimal ? 'optimal' : 'feasible'
      return { kind, values: model.getSolution().colValue, objective: model.getObjectiveValue(), bound }
    },
  }
}
