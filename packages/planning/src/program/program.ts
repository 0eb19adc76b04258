/** What a column of the program decides, or what a row of it demands. */
export const kinds = [
  'start',
  'setup',
  'lots',
  'stock',
  'shortfall',
  'disposal',
  'sold',
  'backlog',
  'lost',
  'overtime',
  'shifts',
  'regular',
  'maintenance',
  'workers',
  'hires',
  'releases',
  'changeUp',
  'changeDown',
  'excess',
  'lack',
  'rise',
  'fall',
  'adjust',
  'rateUp',
  'rateDown',
  'balance',
  'demandRow',
  'capacityRow',
  'idleRow',
  'workersRow',
  'overtimeRow',
  'safetyRow',
  'shelfRow',
  'laneRow',
  'setupRow',
  'lotRow',
  'minLotRow',
  'commitmentRow',
  'budgetRow',
  'budgetTotalRow',
  'changeRow',
  'maintenanceRow',
  'regularRow',
  'strategyRow',
  'smoothRow',
  'cutRow',
  'boundRow',
  'rateRow',
  'leastHoursRow',
  'lockRow',
  'shareRow',
  'part',
  'partRow',
  'state',
  'changeover',
  'order',
  'sequenceRow',
] as const
export type Kind = (typeof kinds)[number]
const codes = new Map(kinds.map((kind, code) => [kind, code]))

/** The number that stands for a kind in a program's tags. */
export function codeOf(kind: Kind): number {
  return codes.get(kind)!
}

/**
 * A linear or mixed-integer program, column by column: minimise cost'x + offset, rowLower <= Ax <= rowUpper,
 * colLower <= x <= colUpper. Each column and row carries its kind, what it is about (`ref`) and its period.
 */
export interface Program {
  readonly columns: number
  readonly rows: number
  readonly offset: number
  readonly cost: Float64Array
  readonly colLower: Float64Array
  readonly colUpper: Float64Array
  readonly integer: Uint8Array
  readonly integers: number
  readonly rowLower: Float64Array
  readonly rowUpper: Float64Array
  readonly starts: Int32Array
  readonly indices: Int32Array
  readonly values: Float64Array
  readonly colTag: Tags
  readonly rowTag: Tags
}

export interface Tags {
  readonly kind: Uint8Array
  readonly ref: Int32Array
  readonly period: Int32Array
}
