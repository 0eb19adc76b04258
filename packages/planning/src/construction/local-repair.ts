import type { Highs } from 'highs'
import { activitiesOf } from '../program/activities.ts'
import type { Program, Tags } from '../program/program.ts'
import { brokenBy, obeys, objectiveOf } from '../program/proof.ts'
import { type Deadline, deadlineIn, solverSeconds } from '../solving/deadline.ts'
import { modelData } from '../solving/highs.ts'
import { scaleOptions } from '../solving/solver-options.ts'
import type { FirstPlan } from './first-plan.ts'

/** Rows that a widening passes through: wider ones, as budgets, would bring in the whole program. */
const widest = 400
const mostRounds = 6
/** Columns, and the share of all, above which a local repair is no less work than solving the whole program. */
const [mostColumns, mostFree] = [2000, 0.1]
/** Seconds of the clock for all neighbourhoods together. */
const longest = 1

/**
 * Repairs columns that break few rules: everything stays but the columns around the broken rows, which are decided anew at least cost;
 * the neighbourhood grows until all rules are obeyed. Undefined where it would grow to most of the program, or time is over.
 */
export function locallyRepaired(input: {
  highs: Highs
  program: Program
  nearest: Float64Array
  deadline: Deadline
}): FirstPlan | undefined {
  const { highs, program, nearest } = input
  const deadline = deadlineIn(Math.min(longest, input.deadline.secondsLeft()), input.deadline.now)
  const free = new Uint8Array(program.columns)
  const reached = new Uint8Array(program.rows)
  const broken = brokenBy(program, nearest)
  for (const j of broken.columns) free[j] = 1
  const byRow = rowwise(program)
  for (const i of broken.rows) reach(i)
  for (let round = 0; round < mostRounds; round++) {
    widen()
    const count = free.reduce((total, each) => total + each, 0)
    if (count > Math.max(mostColumns, mostFree * program.columns)) return undefined
    if (deadline.secondsLeft() <= 0) return undefined
    const values = solvedAround(count)
    if (values && obeys(program, values)) return { values, objective: objectiveOf(program, values) }
  }
  return undefined

  function reach(i: number): void {
    if (reached[i]) return
    reached[i] = 1
    for (let k = byRow.starts[i]!; k < byRow.starts[i + 1]!; k++) free[byRow.columns[k]!] = 1
  }

  /** Frees all columns of the rows of what is free. */
  function widen(): void {
    const before = free.slice()
    for (let j = 0; j < program.columns; j++)
      if (before[j])
        for (let k = program.starts[j]!; k < program.starts[j + 1]!; k++) {
          const row = program.indices[k]!
          if (byRow.starts[row + 1]! - byRow.starts[row]! <= widest) reach(row)
        }
  }

  function solvedAround(count: number): Float64Array | undefined {
    const { part, columns } = partOf(program, { free, count, at: nearest })
    return highs.withModel(modelData(part), (model) => {
      // HiGHS 1.15.3 can loop in presolve without end, whatever its time limit.
      const settings = { output_flag: false, mip_rel_gap: 0.01, time_limit: solverSeconds(deadline) }
      model.options.set({ ...settings, presolve: 'off', ...scaleOptions(program) })
      model.run()
      const { feasible } = highs.constants.solutionStatus
      if (Number(model.info.get('primal_solution_status')) !== feasible) return undefined
      const found = model.getSolution().colValue
      const values = nearest.slice()
      columns.forEach((j, to) => {
        values[j] = program.integer[j] ? Math.round(found[to]!) : found[to]!
      })
      return values
    })
  }
}

/** The program of the free columns alone; what is not free stands on the right-hand sides. */
function partOf(program: Program, { free, count, at }: { free: Uint8Array; count: number; at: Float64Array }) {
  const columns = new Int32Array(count)
  const rowTo = new Int32Array(program.rows).fill(-1)
  const rows: number[] = []
  const starts = new Int32Array(count + 1)
  const indices: number[] = []
  const values: number[] = []
  const fixed = at.slice()
  let to = 0
  let integers = 0
  for (let j = 0; j < program.columns; j++) {
    if (!free[j]) continue
    fixed[j] = 0
    columns[to++] = j
    integers += program.integer[j]!
    for (let k = program.starts[j]!; k < program.starts[j + 1]!; k++) {
      const row = program.indices[k]!
      if (rowTo[row]! < 0) rowTo[row] = rows.push(row) - 1
      indices.push(rowTo[row]!)
      values.push(program.values[k]!)
    }
    starts[to] = indices.length
  }
  const activity = activitiesOf(program, fixed)
  const part: Program = {
    columns: count,
    rows: rows.length,
    offset: 0,
    cost: Float64Array.from(columns, (j) => program.cost[j]!),
    colLower: Float64Array.from(columns, (j) => program.colLower[j]!),
    colUpper: Float64Array.from(columns, (j) => program.colUpper[j]!),
    integer: Uint8Array.from(columns, (j) => program.integer[j]!),
    integers,
    rowLower: Float64Array.from(rows, (i) => program.rowLower[i]! - activity[i]!),
    rowUpper: Float64Array.from(rows, (i) => program.rowUpper[i]! - activity[i]!),
    starts,
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
    colTag: noTags,
    rowTag: noTags,
  }
  return { part, columns }
}

const noTags: Tags = { kind: new Uint8Array(0), ref: new Int32Array(0), period: new Int32Array(0) }

/** The columns of each row. */
function rowwise({ columns, rows, starts, indices }: Program) {
  const first = new Int32Array(rows + 1)
  for (const row of indices) first[row + 1]!++
  for (let i = 0; i < rows; i++) first[i + 1]! += first[i]!
  const next = first.slice()
  const byRow = new Int32Array(indices.length)
  for (let j = 0; j < columns; j++) for (let k = starts[j]!; k < starts[j + 1]!; k++) byRow[next[indices[k]!]!++] = j
  return { starts: first, columns: byRow }
}
