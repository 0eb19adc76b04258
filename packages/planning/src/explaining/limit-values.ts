import type { Highs, Model } from 'highs'
import type { Built } from '../program/layout.ts'
import { codeOf, kinds } from '../program/program.ts'
import { type Deadline, noDeadline, solverSeconds } from '../solving/deadline.ts'
import type { Found } from '../solving/found.ts'
import { modelData } from '../solving/highs.ts'
import { ruleWords } from '../solving/rule-words.ts'
import type { LimitValue } from './explanation.ts'

const limits = (
  [
    'capacityRow',
    'regularRow',
    'overtimeRow',
    'laneRow',
    'shelfRow',
    'budgetRow',
    'budgetTotalRow',
    'commitmentRow',
    'boundRow',
  ] as const
).map(codeOf)
const limited = (
  [
    'start',
    'stock',
    'overtime',
    'shifts',
    'workers',
    'hires',
    'releases',
    'regular',
    'backlog',
    'rateUp',
    'rateDown',
  ] as const
).map(codeOf)
const least = (['commitmentRow', 'leastHoursRow', 'boundRow'] as const).map(codeOf)

/** A limit that binds: on a row or a column, at its most (1) or its least (-1). */
interface Bound {
  readonly on: 'row' | 'column'
  readonly index: number
  readonly direction: 1 | -1
  readonly marginal: number
}

/** The worth of every binding limit, dearest first; the first `resolve` are found by solving again with one more (less). */
export function limitValues(input: { built: Built; found: Found; resolver: Resolver; resolve: number }): LimitValue[] {
  const { built, found, resolver, resolve } = input
  const { program } = built
  const bound: Bound[] = []
  for (let i = 0; i < program.rows; i++) {
    const marginal = -found.rowPrices![i]!
    // Where regular hours have a price, their own limit counts: a free hour is not what a planner can have.
    if (program.rowTag.kind[i] === codeOf('capacityRow') && built.layout.regular[program.rowTag.ref[i]!]! >= 0) continue
    if (limits.includes(program.rowTag.kind[i]!) && marginal > 1e-7 && program.rowUpper[i]! < 1e20)
      bound.push({ on: 'row', index: i, direction: 1, marginal })
    if (least.includes(program.rowTag.kind[i]!) && marginal < -1e-7 && program.rowLower[i]! > -1e20)
      bound.push({ on: 'row', index: i, direction: -1, marginal: -marginal })
  }
  for (let j = 0; j < program.columns; j++) {
    const marginal = -found.colPrices![j]!
    if (!limited.includes(program.colTag.kind[j]!) || program.integer[j]) continue
    if (marginal > 1e-7 && program.colUpper[j]! < 1e20) bound.push({ on: 'column', index: j, direction: 1, marginal })
    if (marginal < -1e-7 && program.colLower[j]! > 0)
      bound.push({ on: 'column', index: j, direction: -1, marginal: -marginal })
  }
  bound.sort((a, b) => b.marginal - a.marginal)
  return bound.map((each, rank) => {
    const tags = each.on === 'row' ? program.rowTag : program.colTag
    const [kind, ref, period] = [kinds[tags.kind[each.index]!]!, tags.ref[each.index]!, tags.period[each.index]!]
    const { rule, path } = ruleWords(built.instance, { kind, ref, period, direction: each.direction })
    const resolved = rank < resolve ? resolver.gain(each) : undefined
    return {
      rule,
      path,
      period: built.instance.periods[period]!,
      unit: unitOf(kind),
      step: each.direction === 1 ? 'more' : 'less',
      worth: resolved ?? each.marginal,
      by: resolved === undefined ? 'dual' : 're-solved',
      marginal: each.marginal,
    }
  })
}

/** Solves the plan again and again with one more (or less) of something, integers as planned. */
export interface Resolver {
  /** Money gained by giving way by one; undefined where that could not be solved. */
  readonly gain: (bound: { on: 'row' | 'column'; index: number; direction: 1 | -1 | 0 }) => number | undefined
  /** Whether a column could be lower by so much with all else still kept; undefined where that is not known. */
  readonly canLower: (column: number, by: number) => boolean | undefined
  /** Whether time was up before something could be solved. */
  readonly late: () => boolean
  readonly close: () => void
}

/** Opens the program for re-solves; the objectives before money are not held, so plans with several have duals only. */
export function openResolver(input: { highs: Highs; built: Built; found: Found; deadline?: Deadline }): Resolver {
  const { highs, built, found, deadline = noDeadline } = input
  const { program } = built
  const fixed = { ...program, colLower: program.colLower.slice(), colUpper: program.colUpper.slice() }
  for (let j = 0; j < program.columns; j++)
    if (program.integer[j]) fixed.colLower[j] = fixed.colUpper[j] = Math.round(found.values![j]!)
  let model: Model | undefined
  let base = 0
  let late = false
  return {
    late: () => late,
    gain(bound) {
      if (late || deadline.secondsLeft() <= 0) {
        late = true
        return undefined
      }
      opened()
      change(bound, 1)
      const better = solved()
      change(bound, 0)
      return better === undefined || Number.isNaN(base) ? undefined : base - better
    },
    canLower(column, by) {
      if (late || deadline.secondsLeft() <= 0 || program.integers > 0) return undefined
      const lower = Math.max(fixed.colLower[column]!, 0)
      opened().changeColBounds(column, lower, Math.max(lower, found.values![column]! - by))
      const possible = solved() !== undefined
      model!.changeColBounds(column, fixed.colLower[column]!, fixed.colUpper[column]!)
      return late ? undefined : possible
    },
    close: () => model?.dispose(),
  }

  function opened(): Model {
    if (model) return model
    model = highs.createModel(modelData(fixed, { relaxed: true }))
    model.options.set('output_flag', false)
    base = solved() ?? Number.NaN
    return model
  }

  /** Direction 0 shifts both limits up: one more is wanted. */
  function change(
    { on, index, direction }: { on: 'row' | 'column'; index: number; direction: 1 | -1 | 0 },
    by: number,
  ): void {
    const [lower, upper] =
      on === 'row' ? [fixed.rowLower[index]!, fixed.rowUpper[index]!] : [fixed.colLower[index]!, fixed.colUpper[index]!]
    const low = direction === -1 ? lower - by : direction === 0 ? lower + by : lower
    const high = direction === -1 ? upper : upper + by
    if (on === 'row') model!.changeRowBounds(index, low, high)
    else model!.changeColBounds(index, Math.max(0, low), high)
  }

  function solved(): number | undefined {
    model!.zeroAllClocks()
    model!.options.set('time_limit', solverSeconds(deadline))
    model!.run()
    if (model!.getModelStatus() === highs.constants.modelStatus.timeLimit) late = true
    return model!.getModelStatus() === highs.constants.modelStatus.optimal ? model!.getObjectiveValue() : undefined
  }
}

function unitOf(kind: string): LimitValue['unit'] {
  if (/capacity|regular|overtime/.test(kind)) return 'hour'
  if (/workers|hires/.test(kind)) return 'worker'
  return kind === 'budgetRow' || kind === 'budgetTotalRow' ? 'money' : 'unit'
}
