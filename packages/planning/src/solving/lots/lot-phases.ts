import type { Highs } from 'highs'
import type { Built } from '../../program/layout.ts'
import { codeOf, type Program } from '../../program/program.ts'
import { programDraft } from '../../program/program-draft.ts'
import { type Deadline, noDeadline } from '../deadline.ts'
import { type Found, failed, without } from '../found.ts'
import type { Phase } from '../phases.ts'
import { type Lock, lockOf, polish } from '../polish.ts'
import type { Incumbent } from '../progress.ts'
import type { SearchOptions } from '../search.ts'
import { scaleOptions } from '../solver-options.ts'
import { type LotsFound, searchLots } from './lot-search.ts'
import { pricedLots } from './priced-lots.ts'
import { type Separation, separationOf } from './separation.ts'

/**
 * The search for plans with lots: as `search`, phase by phase, but with cuts for lots and for hours. Undefined where the
 * instance makes nothing in lots for a need that can be known, or where the relaxation has no optimum: `search` then answers.
 */
export function searchInLots(input: {
  highs: Highs
  built: Built
  phases: readonly Phase[]
  options: SearchOptions
}): Found | undefined {
  const { built } = input
  // Cuts and moves of lots know of one item per source, of no shares and of no setups that stay for the last recipe.
  const { sources, sequences, model } = built.instance
  const isOrdinary =
    sequences.length === 0 &&
    !model.shares?.length &&
    sources.every((each) => each.gives.length === 0 && each.substitutes.length === 0 && !each.byPeriod)
  const separation = built.program.integers > 0 && isOrdinary ? separationOf(built) : undefined
  if (!separation) return undefined
  const kept: Kept = { incumbent: {} }
  try {
    return runPhases({ ...input, separation, kept })
  } catch (error) {
    const fault = failed(error)
    const { reason } = fault
    const { values, objective = Number.NaN } = kept.incumbent
    if (values) return { ...without('feasible', reason), values, objective }
    if (kept.found) return { ...kept.found, kind: 'feasible', reason, gap: Number.POSITIVE_INFINITY }
    return fault
  }
}

/** What outlives a fault: the last finished phase, and the best plan of the one at work. */
interface Kept {
  found?: Found
  incumbent: Incumbent
}

function runPhases(input: {
  highs: Highs
  built: Built
  phases: readonly Phase[]
  options: SearchOptions
  separation: Separation
  kept: Kept
}): Found | undefined {
  const { highs, built, phases, options, separation, kept } = input
  const deadline = options.deadline ?? noDeadline
  const locks: Lock[] = []
  for (const phase of phases) {
    const program = { ...withRows(built.program, locks), cost: phase.cost, offset: phase.offset }
    kept.incumbent = {}
    const { found, lots } = runPhase({ highs, program, phase, options, separation, kept, deadline, built })
    if (lots.kind === 'unclear') return undefined
    if (!found.values && kept.found?.values) {
      const reason = `stopped before ${phase.name} was looked at`
      return { ...kept.found, kind: 'feasible', reason, gap: Number.POSITIVE_INFINITY }
    }
    if (!found.values) return found
    const polished = polish({ highs, program: built.program, phase, values: found.values, locks, deadline })
    kept.found = polished ? { ...found, ...polished } : found
    if (found.kind !== 'optimal') return kept.found
    locks.push(lockOf({ phase, values: kept.found.values! }))
  }
  return kept.found
}

function runPhase(input: {
  highs: Highs
  built: Built
  program: Program
  phase: Phase
  options: SearchOptions
  separation: Separation
  kept: Kept
  deadline: Deadline
}): { found: Found; lots: LotsFound } {
  const { highs, built, program, phase, options, separation, kept, deadline } = input
  const { secondsLeft } = deadline
  const begin = secondsLeft()
  const started = deadline.now()
  const start = kept.found?.values ?? options.start
  const given = start ?? program.colLower.map((each) => (Number.isFinite(each) ? each : 0))
  const priced = phase.name === 'money' ? pricedLots({ built, program, given, secondsLeft }) : undefined
  const lots = searchLots({
    highs,
    program,
    separation,
    periods: built.instance.periods.length,
    settings: scaleOptions(built.program),
    gap: options.gap ?? 0,
    start,
    priced,
    deadline,
    stopped: () => options.shouldStop?.() ?? false,
    onBetter({ best, bound }) {
      kept.incumbent.values = best.values
      options.onPlan?.(best.values)
      kept.incumbent.objective = best.objective
      const gap = relativeGap(best.objective, bound)
      options.onProgress?.({
        kind: 'searching',
        phase: phase.name,
        seconds: deadline.now() - started,
        objective: best.objective,
        ...(Number.isFinite(gap) ? { gap } : {}),
      })
    },
  })
  const { kind, best, bound } = lots
  if (kind === 'infeasible') return { found: without('infeasible', 'no plan obeys every rule'), lots }
  const cancelled = options.shouldStop?.() ?? false
  const reason =
    kind === 'optimal'
      ? ''
      : cancelled
        ? 'it was cancelled'
        : secondsLeft() <= 0
          ? 'the time limit was reached'
          : 'the solver proved no more'
  if (!best)
    return { found: { ...without('stopped', begin <= 0 ? 'the time limit was reached' : reason), bound }, lots }
  const found: Found = {
    ...without(kind === 'optimal' ? 'optimal' : 'feasible', reason),
    gap: relativeGap(best.objective, bound),
    values: best.values,
    objective: best.objective,
    bound,
  }
  return { found, lots }
}

function relativeGap(objective: number, bound: number): number {
  const lack = Math.max(0, objective - bound)
  return lack === 0 ? 0 : lack / Math.abs(objective)
}

/** The program with what earlier phases have reached as further rows. */
function withRows(program: Program, locks: readonly Lock[]): Program {
  if (locks.length === 0) return program
  const draft = programDraft(program.columns)
  const { rowTag, colTag } = program
  for (let i = 0; i < program.rows; i++)
    draft.row(rowTag.kind[i]!, rowTag.ref[i]!, rowTag.period[i]!, program.rowLower[i]!, program.rowUpper[i]!)
  for (let j = 0; j < program.columns; j++) {
    const [kind, ref, period] = [colTag.kind[j]!, colTag.ref[j]!, colTag.period[j]!]
    draft.column(kind, ref, period, program.cost[j]!, program.colLower[j]!, program.colUpper[j]!)
    if (program.integer[j]) draft.integral(j)
    for (let k = program.starts[j]!; k < program.starts[j + 1]!; k++)
      draft.entry(program.indices[k]!, j, program.values[k]!)
  }
  locks.forEach(({ most, entries }, l) => {
    const row = draft.row(codeOf('lockRow'), l, 0, Number.NEGATIVE_INFINITY, most)
    entries.indices.forEach((column, k) => {
      draft.entry(row, column, entries.values[k]!)
    })
  })
  draft.addOffset(program.offset)
  return draft.finish()
}
