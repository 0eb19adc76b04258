import { shifted, trimmed } from '#platform/numbers/exact.ts'
import { minorDigits } from '#platform/numbers/minor.ts'
import type { Column } from './column.ts'

/** The sum of one currency or unit in a selection: exact decimal text in major units. */
export type Sum = { unit: string; isMoney: boolean; count: number; sum: string }
export type Sums = { cells: number; numbers: number; sums: Sum[] }

const scale = 12

/** How many numbers the rows hold in these columns, and their exact sum per currency and unit. */
export function sumsOf<Row>(rows: Iterable<Row>, columns: Column<Row>[]): Sums {
  const totals = new Map<string, { isMoney: boolean; count: number; total: bigint }>()
  const taken = columns.filter((column) => column.kind === 'number')
  let cells = 0
  let numbers = 0
  for (const row of rows) {
    cells += columns.length
    for (const column of taken) {
      const value = column.value(row)
      if (value === null || value === '') continue
      const text = plainText(value)
      if (text === null) continue
      numbers += 1
      if (column.adds === false) continue
      const currency = column.currency?.(row)
      const key = currency ?? column.unit ?? ''
      const before = totals.get(key) ?? { isMoney: currency !== undefined, count: 0, total: 0n }
      const scaled = currency === undefined ? scaledOf(text) : BigInt(text)
      totals.set(key, { ...before, count: before.count + 1, total: before.total + scaled })
    }
  }
  return { cells, numbers, sums: [...totals].map(([unit, each]) => sumOf(unit, each)) }
}

/** The mean of a sum, with as many decimals as money has, or two. */
export function meanOf({ sum, count, isMoney, unit }: Sum): string {
  const digits = isMoney ? minorDigits(unit) : 2
  const scaled = BigInt(shifted(sum, scale).split('.')[0] ?? '0')
  const divisor = BigInt(count) * 10n ** BigInt(scale - digits)
  const half = scaled < 0n ? -divisor / 2n : divisor / 2n
  return shifted(String((scaled + half) / divisor), -digits)
}

function sumOf(unit: string, { isMoney, count, total }: { isMoney: boolean; count: number; total: bigint }): Sum {
  const digits = isMoney ? minorDigits(unit) : scale
  return { unit, isMoney, count, sum: shifted(String(total), -digits) }
}

function scaledOf(text: string): bigint {
  return BigInt(shifted(text, scale).split('.')[0] ?? '0')
}

/** A number without exponent; null for what is none. */
function plainText(value: string | number): string | null {
  const text = String(value)
  if (/^-?\d+([.]\d+)?$/.test(text)) return text
  const [, digits, power] = /^(-?\d+(?:[.]\d+)?)e([+-]\d+)$/.exec(text) ?? []
  return digits && power ? trimmed(shifted(digits, Number(power))) : null
}
