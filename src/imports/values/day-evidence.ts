import { type DayStyle, numbers, readDay, weekday } from './day.ts'

/** What the sampled values say about a day column; `certain` is false where d/m and m/d both fit every value. */
export type DayEvidence = {
  style: DayStyle
  share: number
  certain: boolean
  /** Some values can only be day first, others only month first. */
  contradicts: boolean
  reason: string
}

/** Decides from all sampled values of a column how it writes days. */
export function dayEvidence(samples: string[]): DayEvidence {
  const written = samples.map((sample) => sample.trim()).filter((sample) => sample !== '')
  const style = orderOf(written)
  const serials = written.length > 0 && written.every((value) => /^[2-6]\d{4}(\.\d+)?$/.test(value))
  const full = {
    ...(style.order && { order: style.order }),
    ...(style.orders && { orders: style.orders }),
    ...(style.shortYears && { shortYears: true }),
    ...(serials && { serials: true }),
  }
  const read = written.filter(
    (value) => 'day' in readDay(value, { order: 'dmy', ...full }) || 'day' in readDay(value, { order: 'mdy', ...full }),
  )
  return {
    style: full,
    share: written.length === 0 ? 0 : read.length / written.length,
    certain: style.certain,
    contradicts: style.contradicts ?? false,
    reason: serials ? 'spreadsheet day numbers' : style.reason,
  }
}

type Order = { order?: 'dmy' | 'mdy'; certain: boolean; contradicts?: boolean; reason: string }
type Evidence = Order & { shortYears?: boolean; orders?: Record<string, 'dmy' | 'mdy'> }

/** Days with points, with slashes and with dashes come from different hands: each way of writing has an order of its own. */
function orderOf(values: string[]): Evidence {
  const parts = values
    .map((value) => numbers.exec(value.replace(weekday, '')))
    .filter((match) => match !== null && match[1]!.length <= 2) as RegExpExecArray[]
  if (parts.length === 0) return { certain: true, reason: 'days written year first' }
  const shortYears = parts.every((match) => match[4]!.length === 2)
  const signs = [...new Set(parts.map((match) => match[2]!))]
  const found = new Map(signs.map((sign) => [sign, orderOfParts(parts.filter((match) => match[2] === sign))]))
  const unsure = [...found.values()].find((each) => !each.certain)
  const sure = new Set([...found.values()].flatMap((each) => each.order ?? []))
  if (unsure) return { ...unsure, shortYears, ...(signs.length > 1 && { orders: sureOrders(found) }) }
  const first = found.get(signs[0]!)!
  return { ...first, shortYears, ...(sure.size > 1 && { orders: sureOrders(found) }) }
}

function sureOrders(found: ReadonlyMap<string, Order>): Record<string, 'dmy' | 'mdy'> {
  return Object.fromEntries(
    [...found].flatMap(([sign, { order, certain }]) => (certain && order ? [[sign, order]] : [])),
  )
}

function orderOfParts(parts: RegExpExecArray[]): Order {
  const first = parts.find((match) => Number(match[1]) > 12)
  const second = parts.find((match) => Number(match[3]) > 12)
  if (first && second)
    return { certain: false, contradicts: true, reason: `"${first[0]}" and "${second[0]}" contradict each other` }
  if (first) return { order: 'dmy', certain: true, reason: `"${first[0]}" can only be day first` }
  if (second) return { order: 'mdy', certain: true, reason: `"${second[0]}" can only be month first` }
  if (parts.every((match) => match[2] === '.'))
    return {
      order: 'dmy',
      certain: parts.some((match) => match[4]!.length === 4),
      reason: 'days written with points come day first',
    }
  return { certain: false, reason: `"${parts[0]![0]}" can be day first or month first` }
}

/** A word for the way a value is written, as far as that tells how its column writes days; equal words need no second look. */
export function dayForm(value: string): string {
  const parts = numbers.exec(value.replace(weekday, ''))
  if (!parts) return /^[2-6]\d{4}(\.\d+)?$/.test(value) ? 'serial' : 'other'
  const [, first = '', separator = '', middle = '', last = ''] = parts
  return `${first.length > 2}${Number(first) > 12}${separator}${Number(middle) > 12}${last.length}`
}
