import type { Highs, Model } from 'highs'
import type { Program } from '../../program/program.ts'
import { type Deadline, noDeadline, solverSeconds, withGrace } from '../deadline.ts'
import { modelData } from '../highs.ts'
import type { Cut } from './cut.ts'

/** What one solve of the relaxation gave. `limited`: stopped early; `failed`: no answer that can be trusted. */
export interface Relaxed {
  readonly kind: 'optimal' | 'limited' | 'infeasible' | 'failed'
  readonly objective: number
  readonly point: Float64Array
  readonly prices: Float64Array
}

/** The linear relaxation of a program in the solver, with cuts that come and go and bounds that move. */
export interface Relaxation {
  readonly solve: (iterations?: number) => Relaxed
  readonly addCuts: (cuts: readonly Cut[]) => void
  /** Takes out the cuts that have not been tight in the last so many solves. */
  readonly dropIdle: (solves: number) => void
  readonly cuts: () => number
  readonly list: () => readonly Cut[]
  readonly setBounds: (column: number, lower: number, upper: number) => void
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** Remembers the basis, so that a trial can be undone. */
  readonly remember: () => () => void
  readonly dispose: () => void
}

const basic = 1
/** Seconds at least for one solve, so that a plan at hand is not lost at the last moment. */
const grace = 0.2
const infinity = Number.POSITIVE_INFINITY
const nothing = new Float64Array(0)

/** The solver's copy of a program with its cuts, bounds and last basis; owned by one relaxation. */
interface Open {
  readonly highs: Highs
  readonly program: Program
  readonly model: Model
  readonly deadline: Deadline
  readonly limited: boolean
  readonly lower: Float64Array
  readonly upper: Float64Array
  cuts: { cut: Cut; idle: number }[]
  /** The solver forgets its basis in words, not in deed, once a bound has moved: so it is read after each solve. */
  basis: { colStatus: Int32Array; rowStatus: Int32Array } | undefined
}

/** Opens the relaxation; `settings` are options of the solver. A solve that meets the deadline fails. Whoever opens it disposes of it. */
export function openRelaxation(input: {
  highs: Highs
  program: Program
  settings: Record<string, number>
  deadline?: Deadline
}): Relaxation {
  const { highs, program, settings, deadline = noDeadline } = input
  const model = highs.createModel(modelData(program, { relaxed: true }))
  model.options.set({ output_flag: false, ...settings })
  const open: Open = {
    ...{ highs, program, model, deadline, limited: Number.isFinite(deadline.secondsLeft()) },
    lower: program.colLower.slice(),
    upper: program.colUpper.slice(),
    cuts: [],
    basis: undefined,
  }
  return {
    lower: open.lower,
    upper: open.upper,
    cuts: () => open.cuts.length,
    list: () => open.cuts.map((each) => each.cut),
    dispose: () => model.dispose(),
    addCuts: (found) => addCuts(open, found),
    setBounds: (column, low, high) => setBounds(open, column, low, high),
    remember: () => remember(open),
    solve: (iterations) => solve(open, iterations),
    dropIdle: (solves) => dropIdle(open, solves),
  }
}

function addCuts({ model, cuts }: Open, found: readonly Cut[]): void {
  for (const cut of found) {
    model.addRow(cut.least, infinity, { indices: [...cut.indices], values: [...cut.values] })
    cuts.push({ cut, idle: 0 })
  }
}

function setBounds({ model, lower, upper }: Open, column: number, low: number, high: number): void {
  if (lower[column] === low && upper[column] === high) return
  lower[column] = low
  upper[column] = high
  model.changeColBounds(column, low, high)
}

function remember(open: Open): () => void {
  const before = open.basis
  return () => {
    if (before) open.model.setBasis(before)
    open.basis = before
  }
}

function solve(open: Open, iterations: number | undefined): Relaxed {
  const { highs, program, model, deadline, limited } = open
  const states = highs.constants.modelStatus
  if (limited) model.options.set('time_limit', solverSeconds(withGrace(deadline, grace)))
  if (iterations !== undefined) model.options.set('simplex_iteration_limit', iterations)
  let status = run(model)
  if (iterations !== undefined) model.options.set('simplex_iteration_limit', 2147483647)
  const short = iterations !== undefined && status === states.iterationLimit
  if (!short && status !== states.timeLimit && status !== states.optimal && status !== states.infeasible) {
    model.clearSolver()
    status = run(model)
  }
  if (status === states.infeasible) return without('infeasible', infinity)
  if (status !== states.optimal && !short) return without('failed', -infinity)
  if (short) return without('limited', model.getObjectiveValue())
  const { colValue, colDual, rowValue } = model.getSolution()
  open.basis = model.getBasis()
  if (iterations === undefined)
    open.cuts.forEach((each, k) => {
      const tight = each.cut.least + 1e-6 * Math.max(1, Math.abs(each.cut.least))
      each.idle = rowValue[program.rows + k]! > tight ? each.idle + 1 : 0
    })
  return { kind: 'optimal', objective: model.getObjectiveValue(), point: colValue, prices: colDual }
}

function without(kind: Relaxed['kind'], objective: number): Relaxed {
  return { kind, objective, point: nothing, prices: nothing }
}

function dropIdle(open: Open, solves: number): void {
  const { program, model, cuts, basis } = open
  if (!basis || basis.rowStatus.length !== program.rows + cuts.length) return
  const { colStatus, rowStatus } = basis
  const gone: number[] = []
  cuts.forEach(({ idle }, k) => {
    if (idle >= solves && rowStatus[program.rows + k] === basic) gone.push(program.rows + k)
  })
  if (gone.length === 0) return
  const out = new Set(gone)
  open.cuts = cuts.filter((_, k) => !out.has(program.rows + k))
  model.deleteRows({ kind: 'set', indices: gone })
  open.basis = { colStatus, rowStatus: rowStatus.filter((_, i) => !out.has(i)) }
  model.setBasis(open.basis)
}

function run(model: Model): number {
  model.zeroAllClocks()
  model.run()
  return model.getModelStatus()
}
