import type { Highs, Model } from 'highs'
import type { Program } from '../program/program.ts'
import { type Deadline, solverSeconds, withGrace } from './deadline.ts'
import type { Found } from './found.ts'
import { modelData } from './highs.ts'
import type { Phase } from './phases.ts'
import { scaleOptions } from './solver-options.ts'

/** What an earlier phase has reached, as a row. */
export interface Lock {
  readonly most: number
  readonly entries: { readonly indices: number[]; readonly values: number[] }
}

/** What a phase with integers has reached, as a row that later phases obey. */
export function lockOf({ phase, values }: { phase: Phase; values: Float64Array }): Lock {
  const indices: number[] = []
  phase.cost.forEach((each, j) => {
    if (each !== 0) indices.push(j)
  })
  const reached = indices.reduce((total, j) => total + phase.cost[j]! * values[j]!, 0)
  const most = reached + 1e-7 * Math.max(1, Math.abs(reached))
  return { most, entries: { indices, values: indices.map((j) => phase.cost[j]!) } }
}

/**
 * Locks a phase's optimum for the phases after it. Linear: by complementary slackness the optimal plans are exactly those in which every
 * column and row with a price stays at its limit. Integer: one more row.
 */
export function lock(input: { model: Model; program: Program; phase: Phase; found: Found; locks: Lock[] }): void {
  const { model, program, phase, found, locks } = input
  if (program.integers > 0) {
    const row = lockOf({ phase, values: found.values! })
    locks.push(row)
    model.addRow(Number.NEGATIVE_INFINITY, row.most, row.entries)
    return
  }
  const { colValue, rowValue, colDual, rowDual } = model.getSolution()
  for (let j = 0; j < program.columns; j++)
    if (Math.abs(colDual[j]!) > 1e-7 && program.colLower[j] !== program.colUpper[j])
      model.changeColBounds(j, colValue[j]!, colValue[j]!)
  for (let i = 0; i < program.rows; i++)
    if (Math.abs(rowDual[i]!) > 1e-7 && program.rowLower[i] !== program.rowUpper[i])
      model.changeRowBounds(i, rowValue[i]!, rowValue[i]!)
}

/** Seconds at least for the quantities of a plan whose whole numbers are known. */
const polishing = 0.3

/** Fixes the integers at their rounded values and solves the rest, which is linear: exact quantities, and prices. */
export function polish(input: {
  highs: Highs
  program: Program
  phase: Phase
  values: Float64Array
  locks: readonly Lock[]
  deadline: Deadline
}) {
  const { highs, program, phase, values, locks } = input
  const deadline = withGrace(input.deadline, polishing)
  const fixed = {
    ...program,
    colLower: program.colLower.slice(),
    colUpper: program.colUpper.slice(),
    cost: phase.cost,
    offset: phase.offset,
  }
  for (let j = 0; j < program.columns; j++)
    if (program.integer[j]) fixed.colLower[j] = fixed.colUpper[j] = Math.round(values[j]!)
  return highs.withModel(modelData(fixed, { relaxed: true }), (model) => {
    model.options.set({ output_flag: false, time_limit: solverSeconds(deadline), ...scaleOptions(program) })
    for (const { most, entries } of locks) model.addRow(Number.NEGATIVE_INFINITY, most, entries)
    model.run()
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return undefined
    const solution = model.getSolution()
    return {
      values: solution.colValue,
      objective: model.getObjectiveValue(),
      rowPrices: solution.rowDual,
      colPrices: solution.colDual,
    }
  })
}
