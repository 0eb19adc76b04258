import type { CellChange } from './changes.ts'
import type { Column } from './column.ts'
import type { CellValue } from './edit.ts'
import type { Range } from './selection.ts'

/** What follows a few values: numbers and days go on in their steps, a month's day stays its day, anything else repeats. */
export function seriesAfter(values: CellValue[], count: number): CellValue[] {
  const next = stepOf(values)
  const all = [...values]
  for (let at = 0; at < count; at++) all.push(next ? next(all.at(-1)!) : values[at % values.length]!)
  return all.slice(values.length)
}

/** What dragging the fill handle changes: the source range goes on into the target below, above, right or left of it. */
export function planFill<Row>(input: {
  source: Range
  target: Range
  columns: Column<Row>[]
  rowAt: (line: number) => { row: Row; id: string } | null
}): CellChange<Row>[] {
  const { source, target } = input
  const isDown = target.bottom > source.bottom || target.top < source.top
  return isDown ? fillDown(input) : fillAcross(input)
}

type FillInput<Row> = Parameters<typeof planFill<Row>>[0]

function fillDown<Row>({ source, target, columns, rowAt }: FillInput<Row>): CellChange<Row>[] {
  const isUp = target.top < source.top
  const lines = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
  const into = isUp ? lines(target.top, source.top - 1).reverse() : lines(source.bottom + 1, target.bottom)
  const from = isUp ? lines(source.top, source.bottom).reverse() : lines(source.top, source.bottom)
  return columns.slice(source.left, source.right + 1).flatMap((column) => {
    const values = from.flatMap((line) => valueAt(column, rowAt(line)))
    const series = values.length > 0 ? seriesAfter(values, into.length) : []
    return into.flatMap((line, at) => changeOf(column, rowAt(line), series[at] ?? null))
  })
}

function fillAcross<Row>({ source, target, columns, rowAt }: FillInput<Row>): CellChange<Row>[] {
  const isLeft = target.left < source.left
  const [first, last] = isLeft ? [target.left, source.left - 1] : [source.right + 1, target.right]
  const into = columns.slice(first, last + 1)
  const from = columns.slice(source.left, source.right + 1)
  if (isLeft) for (const some of [into, from]) some.reverse()
  const changes: CellChange<Row>[] = []
  for (let line = source.top; line <= source.bottom; line++) {
    const found = rowAt(line)
    const values = from.flatMap((column) => valueAt(column, found))
    const series = values.length > 0 ? seriesAfter(values, into.length) : []
    const kind = from[0]?.edit?.kind
    into.forEach((column, at) => {
      if (column.edit?.kind === kind) changes.push(...changeOf(column, found, series[at] ?? null))
    })
  }
  return changes
}

function valueAt<Row>(column: Column<Row>, found: { row: Row } | null): CellValue[] {
  return found && column.edit ? [column.edit.value(found.row)] : []
}

function changeOf<Row>(column: Column<Row>, found: { row: Row; id: string } | null, to: CellValue): CellChange<Row>[] {
  if (!found || !column.edit || column.edit.locked?.(found.row)) return []
  if (to === null && column.edit.required) return []
  if (
    column.edit.kind === 'choice' &&
    !column.edit.choices?.(found.row).some(({ value }) => value === to) &&
    to !== null
  )
    return []
  const from = column.edit.value(found.row)
  return from === to ? [] : [{ row: found.row, id: found.id, column: column.id, from, to }]
}

const isDay = (value: CellValue): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

function stepOf(values: CellValue[]): ((last: CellValue) => CellValue) | null {
  if (values.length < 2) return null
  if (values.every((value) => typeof value === 'number')) {
    const [first, second] = values as number[]
    const step = second! - first!
    const isEven = values.every((value, at) => at === 0 || near((value as number) - (values[at - 1] as number), step))
    return isEven ? (last) => rounded((last as number) + step) : null
  }
  return values.every(isDay) ? dayStep(values as string[]) : null
}

function dayStep(days: string[]): ((last: CellValue) => CellValue) | null {
  const months = days.map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)))
  const step = months[1]! - months[0]!
  const isMonthly = step !== 0 && months.every((month, at) => at === 0 || month - months[at - 1]! === step)
  if (isMonthly && new Set(days.map((day) => day.slice(8))).size === 1) return (last) => monthsOn(last as string, step)
  const at = days.map((day) => Date.parse(`${day}T00:00:00Z`))
  const gap = at[1]! - at[0]!
  const isEven = at.every((each, index) => index === 0 || each - at[index - 1]! === gap)
  return isEven ? (last) => new Date(Date.parse(`${last}T00:00:00Z`) + gap).toISOString().slice(0, 10) : null
}

function monthsOn(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDay))).toISOString().slice(0, 10)
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
}

/** Takes the noise of floating-point steps (0.1 + 0.2) off; whole numbers stay exact. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12))
}
