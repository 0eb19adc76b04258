import type { RecordField, Value } from '../records/record.ts'

type Format = { decimal: (text: string) => string; percent: (share: number, digits: number) => string }

/** More decimals than these no field of a record keeps. */
const most = 6

/** A figure as it is kept, to its last decimal: a quarter of an hour is not 0, half a per cent of scrap not 1 %. */
export function numberCell(value: Value, type: RecordField['type'], { decimal, percent }: Format): string {
  if (value === null || value === undefined) return ''
  return type === 'share' ? percent(Number(value), most) : decimal(String(value))
}
