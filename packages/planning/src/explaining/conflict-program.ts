import type { Highs } from 'highs'
import { wanted } from '../instance/demand.ts'
import type { Instance } from '../instance/instance-parts.ts'
import { codeOf, type Kind, kinds, type Program } from '../program/program.ts'
import { type Deadline, solverSeconds } from '../solving/deadline.ts'
import { elasticProgram, type RelaxedRule } from '../solving/elastic.ts'
import { modelData } from '../solving/highs.ts'
import { type RuleWords, ruleWords } from '../solving/rule-words.ts'
import { presolveOptions } from '../solving/solver-options.ts'

/** One rule of a planner, in one period or over all, that may be left out of a program: columns that let it give way, and whole numbers. */
export interface Droppable {
  readonly words: RuleWords
  /** Period of the rule, -1 where it speaks of the whole horizon. */
  readonly period: number
  /** Columns of the elastic program that let it give way. */
  readonly columns: number[]
  /** Units of the field of the model for one of the program: hours of a resource count by its availability. */
  readonly scale: number
  /** Columns that need not be whole where the rule is left out. */
  readonly integers: number[]
  /** What the rule asks for, as the model says it; NaN where that is no single figure. */
  readonly limit: number
  /** What it asks for in words, where that is no figure of a period. */
  readonly detail?: string | undefined
  /** The stock point that it speaks of, if it is one. */
  readonly point?: number | undefined
}

/** A program in which every rule can be kept or left out, one by one. */
export interface ConflictProgram {
  readonly rules: readonly Droppable[]
  /** Whether all rules but those left out can be kept; undefined where time was over first. */
  readonly canKeep: (leftOut: ReadonlySet<Droppable>) => boolean | undefined
  /** By how much, in all, some rules must give way so that all others are kept; undefined where that does not help or is not known. */
  readonly giveWay: (rules: readonly Droppable[]) => Map<Droppable, number> | undefined
}

const wholeHorizon = new Set((['commitmentRow', 'budgetTotalRow', 'maintenanceRow'] as const).map(codeOf))
const wholeWorkers = new Set((['workers', 'hires', 'releases'] as const).map(codeOf))
/** Seconds for one question about whole numbers. */
const longest = 3

/** Prepares a program, or a part of one, for questions about its rules. With `integral`, whole numbers are rules too. */
export function conflictProgram(given: {
  highs: Highs
  instance: Instance
  program: Program
  deadline: Deadline
  integral: boolean
}): ConflictProgram {
  const { highs, instance, program, deadline, integral } = given
  const elastic = elasticProgram(program, { lots: integral })
  const rules = rulesOf(instance, program, elastic.relaxedRules)
  if (integral) rules.push(...wholeNumberRules(instance, elastic.program))
  const all = new Set(elastic.relaxedRules.map((each) => each.column))
  return {
    rules,
    canKeep(leftOut) {
      const open = new Set([...leftOut].flatMap((each) => each.columns))
      const loose = new Set([...leftOut].flatMap((each) => each.integers))
      return solved({ open, loose, cost: undefined })?.feasible
    },
    giveWay(which) {
      const open = new Set(which.flatMap((each) => each.columns))
      const cost = new Float64Array(elastic.program.columns)
      for (const column of open) cost[column] = 1
      const values = solved({ open, loose: new Set(), cost })?.values
      if (!values) return undefined
      return new Map(which.map((each) => [each, each.columns.reduce((sum, column) => sum + values[column]!, 0)]))
    },
  }

  function solved(ask: { open: ReadonlySet<number>; loose: ReadonlySet<number>; cost: Float64Array | undefined }) {
    if (deadline.secondsLeft() <= 0) return undefined
    const colUpper = elastic.program.colUpper.slice()
    for (const column of all) if (!ask.open.has(column)) colUpper[column] = 0
    const integer = elastic.program.integer.slice()
    for (const column of ask.loose) integer[column] = 0
    const cost = ask.cost ?? new Float64Array(elastic.program.columns)
    const asked = { ...elastic.program, cost, offset: 0, colUpper, integer }
    return highs.withModel(modelData(asked, { relaxed: !integral }), (model) => {
      const seconds = integral ? Math.min(longest, solverSeconds(deadline)) : solverSeconds(deadline)
      model.options.set({ output_flag: false, time_limit: seconds, ...(integral && presolveOptions(asked)) })
      model.run()
      const { optimal, infeasible, empty } = highs.constants.modelStatus
      const status = model.getModelStatus()
      if (status === infeasible) return { feasible: false, values: undefined }
      if (status === optimal || status === empty) return { feasible: true, values: model.getSolution().colValue }
      return undefined
    })
  }
}

/** Rules of one name and one field of the model are one rule, in whatever periods. */
export function identityOf({ rule, path }: RuleWords): string {
  return `${rule}\u0000${path}`
}

function rulesOf(instance: Instance, program: Program, relaxed: readonly RelaxedRule[]): Droppable[] {
  const rules = new Map<string, Droppable>()
  for (const each of relaxed) {
    const words = ruleWords(instance, each)
    const period = wholeHorizon.has(codeOf(each.kind)) ? -1 : each.period
    const key = `${identityOf(words)}\u0000${period}`
    const limit = limitOf(instance, program, each)
    const [point, detail] = [pointOf(instance, each), lotDetail(instance, each)]
    const scale = scaleOf(instance, each)
    const rule = rules.get(key) ?? {
      words,
      period,
      columns: [],
      integers: [],
      scale,
      limit: limit * scale,
      point,
      detail,
    }
    rule.columns.push(each.column)
    rules.set(key, rule)
  }
  return [...rules.values()]
}

const figures = new Set<Kind>([
  ...(['regular', 'overtime', 'start', 'stock', 'hires', 'releases', 'workers', 'shifts', 'backlog'] as const),
  ...(['laneRow', 'commitmentRow', 'rateUp', 'rateDown'] as const),
])

/** The figure of a rule as the model says it: demand in full, hours of resources, limits of columns. */
function limitOf(instance: Instance, program: Program, rule: RelaxedRule): number {
  const { kind, ref, period, on, index, direction } = rule
  if (kind === 'balance') return hardDemand(instance, ref, period)
  if (kind === 'budgetTotalRow') return instance.model.budgets![ref]!.total ?? Number.NaN
  if (kind === 'leastHoursRow') return instance.capacities[ref]!.minHours?.[period] ?? Number.NaN
  const hours = kind === 'capacityRow' && !instance.capacities[ref]!.pool
  if (!hours && !figures.has(kind)) return Number.NaN
  const { rowLower, rowUpper, colLower, colUpper } = program
  const [lower, upper] = on === 'row' ? [rowLower, rowUpper] : [colLower, colUpper]
  return (direction === 1 ? upper : lower)[index]!
}

function scaleOf({ model, capacities }: Instance, { kind, ref, period }: RelaxedRule): number {
  if (kind !== 'capacityRow' && kind !== 'regular') return 1
  const row = model.resources?.find((each) => !capacities[ref]!.pool && each.id === capacities[ref]!.id)
  const share = typeof row?.availability === 'object' ? row.availability[period] : row?.availability
  return share ? 1 / share : 1
}

function hardDemand({ demand }: Instance, point: number, period: number): number {
  return demand.reduce(
    (total, each) => total + (each.point === point && !each.backlogCost ? wanted(each, period) : 0),
    0,
  )
}

function pointOf({ sources, demand }: Instance, { kind, ref }: RelaxedRule): number | undefined {
  if (kind === 'balance' || kind === 'stock' || kind === 'shelfRow') return ref
  if (kind === 'start' || kind === 'lotRow' || kind === 'minLotRow' || kind === 'setupRow') return sources[ref]!.point
  return kind === 'backlog' ? demand[ref]!.point : undefined
}

function lotDetail({ sources }: Instance, { kind, ref }: RelaxedRule): string | undefined {
  if (kind !== 'lotRow' && kind !== 'minLotRow' && kind !== 'setupRow') return undefined
  const { min, multiple } = sources[ref]!.lot
  const parts = [...(min ? [`at least ${min}`] : []), ...(multiple ? [`multiples of ${multiple}`] : [])]
  return parts.length > 0 ? parts.join(', ') : undefined
}

/** Whole workers, shifts and stops: rules without an amount, each about the whole horizon. */
function wholeNumberRules({ capacities }: Instance, { columns, integer, colTag }: Program): Droppable[] {
  const rules = new Map<string, Droppable>()
  for (let j = 0; j < columns; j++) {
    if (!integer[j]) continue
    const kind = colTag.kind[j]!
    const noun = wholeWorkers.has(kind) ? 'workers' : kinds[kind] === 'shifts' ? 'shifts' : undefined
    if (!noun) continue
    const { id, path } = capacities[colTag.ref[j]!]!
    const field = noun === 'workers' ? `${path}.integer` : `${path}.shifts.integer`
    const words = { rule: `whole ${noun} of ${id}`, path: field, verb: '' }
    const rule = rules.get(words.rule) ?? { words, period: -1, columns: [], integers: [], scale: 1, limit: Number.NaN }
    rule.integers.push(j)
    rules.set(words.rule, rule)
  }
  return [...rules.values()]
}
