import { codeOf, type Kind, kinds, type Program } from '../program/program.ts'
import { programDraft } from '../program/program-draft.ts'

/** Rules of the instance that may give way when not all can be kept; balances and definitions may not. */
const relaxableRows = new Set(
  (
    [
      'balance',
      'demandRow',
      'capacityRow',
      'regularRow',
      'overtimeRow',
      'shelfRow',
      'laneRow',
      'commitmentRow',
      'budgetRow',
      'budgetTotalRow',
      'boundRow',
      'maintenanceRow',
      'leastHoursRow',
      'strategyRow',
      'shareRow',
    ] as const
  ).map(codeOf),
)
const relaxableColumns = new Set(
  (
    [
      'start',
      'stock',
      'overtime',
      'shifts',
      'workers',
      'hires',
      'releases',
      'backlog',
      'regular',
      'rateUp',
      'rateDown',
    ] as const
  ).map(codeOf),
)
/** Lot rules give way only where a conflict in whole numbers is sought. */
const lotRows = new Set((['lotRow', 'minLotRow', 'setupRow'] as const).map(codeOf))
const infinity = Number.POSITIVE_INFINITY
const fromOutside = new Set((['balance', 'demandRow'] as const).map(codeOf))

/** A column of a relaxedRules program: which rule gives way, and in which direction. */
export interface RelaxedRule {
  readonly column: number
  readonly on: 'row' | 'column'
  readonly index: number
  readonly kind: Kind
  readonly ref: number
  readonly period: number
  /** 1: above its upper limit; -1: below its lower limit. */
  readonly direction: 1 | -1
}

/**
 * The program with a way out of every rule that may give way: an excess above, or a lack below, its limit.
 * A balance may only lack (units that customers do not get). The columns of the program keep their numbers.
 */
export function elasticProgram(
  program: Program,
  { lots = false } = {},
): { program: Program; relaxedRules: RelaxedRule[] } {
  const draft = programDraft(program.columns * 2)
  const relaxedRules: RelaxedRule[] = []
  copy(program, draft)
  const add = (on: 'row' | 'column', index: number, row: number, direction: 1 | -1, most: number): void => {
    const tags = on === 'row' ? program.rowTag : program.colTag
    const [kind, ref, period] = [tags.kind[index]!, tags.ref[index]!, tags.period[index]!]
    const column = draft.column(codeOf(direction === 1 ? 'excess' : 'lack'), ref, period, 0, 0, most)
    draft.entry(row, column, -direction)
    relaxedRules.push({ column, on, index, kind: kinds[kind]!, ref, period, direction })
  }
  for (let i = 0; i < program.rows; i++) {
    const kind = program.rowTag.kind[i]!
    if (!relaxableRows.has(kind) && !(lots && lotRows.has(kind))) continue
    const [lower, upper] = [program.rowLower[i]!, program.rowUpper[i]!]
    if (fromOutside.has(kind)) {
      if (kind === codeOf('balance') && lower > 0) add('row', i, i, -1, lower)
      continue
    }
    if (upper < infinity) add('row', i, i, 1, infinity)
    if (lower > -infinity) add('row', i, i, -1, infinity)
  }
  for (let j = 0; j < program.columns; j++) {
    if (!relaxableColumns.has(program.colTag.kind[j]!)) continue
    const [lower, upper] = [program.colLower[j]!, program.colUpper[j]!]
    if (lower <= 0 && upper === infinity) continue
    const row = draft.row(codeOf('boundRow'), program.colTag.ref[j]!, program.colTag.period[j]!, lower, upper)
    draft.entry(row, j, 1)
    if (upper < infinity) add('column', j, row, 1, infinity)
    if (lower > 0) add('column', j, row, -1, infinity)
  }
  return { program: draft.finish(), relaxedRules }
}

function copy(program: Program, draft: ReturnType<typeof programDraft>): void {
  const { colTag, rowTag } = program
  for (let i = 0; i < program.rows; i++)
    draft.row(rowTag.kind[i]!, rowTag.ref[i]!, rowTag.period[i]!, program.rowLower[i]!, program.rowUpper[i]!)
  for (let j = 0; j < program.columns; j++) {
    const free = relaxableColumns.has(colTag.kind[j]!) && (program.colLower[j]! > 0 || program.colUpper[j]! < infinity)
    const [lower, upper] = free ? [0, infinity] : [program.colLower[j]!, program.colUpper[j]!]
    draft.column(colTag.kind[j]!, colTag.ref[j]!, colTag.period[j]!, program.cost[j]!, lower, upper)
    if (program.integer[j]) draft.integral(j)
    for (let k = program.starts[j]!; k < program.starts[j + 1]!; k++)
      draft.entry(program.indices[k]!, j, program.values[k]!)
  }
  draft.addOffset(program.offset)
}
