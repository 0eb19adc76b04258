import { plainDigits } from '#platform/numbers/plain-text.ts'

/** How a column writes its days: which of two numbers is the day, whether years have two digits, whether bare numbers are spreadsheet days. */
export type DayStyle = {
  order?: 'dmy' | 'mdy'
  /** Where ways of writing have orders of their own: by the sign between the numbers. */
  orders?: Readonly<Record<string, 'dmy' | 'mdy'>>
  shortYears?: boolean
  serials?: boolean
}

/** A day or the reason why a text is none. */
export type DayRead = { day: string; time?: string } | { refused: string }

/** What the sampled values say about a day column; `certain` is false where d/m and m/d both fit every value. */
export type DayEvidence = {
  style: DayStyle
  share: number
  certain: boolean
  /** Some values can only be day first, others only month first. */
  contradicts: boolean
  reason: string
}

const numbers = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,2}|\d{4})(?:[T ,]+(.+))?$/
const words =
  /^(?:(\d{1,2})(?:st|nd|rd|th|er|º|ª)?[ .-]+(?:de )?([a-zäéûç]{3,10})\.?|([a-zäéûç]{3,10})\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?)[ ,.-]+(\d{4}|\d{2})(?:[T ,]+(.+))?$/i
const weekday =
  /^(?:mon(?:day|tag)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|mo|di|mi|do|fr|sa|so|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\.?,?\s+(?=\S)/i
const months = [
  ['jan', 'january', 'januar', 'janvier', 'janv', 'enero', 'ene', 'gennaio', 'gen', 'januari', 'janeiro'],
  ['feb', 'february', 'februar', 'février', 'févr', 'febrero', 'febbraio', 'februari', 'fevereiro', 'fev'],
  ['mar', 'march', 'märz', 'mrz', 'mär', 'mars', 'marzo', 'maart', 'mrt', 'março'],
  ['apr', 'april', 'avril', 'avr', 'abril', 'abr', 'aprile'],
  ['may', 'mai', 'mayo', 'maggio', 'mag', 'mei', 'maio'],
  ['jun', 'june', 'juni', 'juin', 'junio', 'giugno', 'giu', 'junho'],
  ['jul', 'july', 'juli', 'juillet', 'juil', 'julio', 'luglio', 'lug', 'julho'],
  ['aug', 'august', 'août', 'aout', 'agosto', 'ago', 'augustus'],
  ['sep', 'sept', 'september', 'septembre', 'septiembre', 'settembre', 'set', 'setembro'],
  ['oct', 'october', 'okt', 'oktober', 'octobre', 'octubre', 'ottobre', 'ott', 'outubro', 'out'],
  ['nov', 'november', 'novembre', 'noviembre', 'novembro'],
  ['dec', 'december', 'dez', 'dezember', 'décembre', 'déc', 'diciembre', 'dic', 'dicembre', 'dezembro'],
]

/** Reads a written day as YYYY-MM-DD, with its time of day where one stands beside it. */
export function readDay(text: string, style: DayStyle): DayRead {
  const value = plainDigits(text.trim()).replace(weekday, '')
  const parts = numbers.exec(value)
  if (parts) return fromNumbers(parts, style)
  if (/^\d{8}$/.test(value) && /^(19|20)/.test(value)) return real(value.slice(0, 4), value.slice(4, 6), value.slice(6))
  const basic = /^((?:19|20)\d{2})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?$/.exec(value)
  if (basic)
    return real(basic[1]!, basic[2]!, basic[3]!, `${basic[4]}:${basic[5]}:${basic[6] ?? '00'}${basic[7] ?? ''}`)
  const ticks = /^\/Date\((\d{12,13})(?:[+-]\d{4})?\)\/$/.exec(value)
  if (ticks) return fromEpoch(Number(ticks[1]))
  if (/^\d{12,13}$/.test(value)) return fromEpoch(Number(value))
  if (/^\d{5}(\.\d+)?$/.test(value))
    return style.serials ? fromSerial(Number(value)) : { refused: 'a bare number is not a day' }
  const named = words.exec(value)
  if (named) return fromWords(named)
  return { refused: 'not a day' }
}

/** Zones by the letters that programs write behind a time; letters that stand for several zones are not among them. */
const zones: Readonly<Record<string, string>> = {
  Z: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  EST: '-05:00',
  EDT: '-04:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  CET: '+01:00',
  CEST: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  JST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
  NZST: '+12:00',
  NZDT: '+13:00',
}
const zoned = new RegExp(`(?:${Object.keys(zones).join('|')}|[+-]\\d{2}:?\\d{2})$`, 'i')
const clockTime = new RegExp(
  `^(\\d{1,2}):(\\d{2})(?::(\\d{2})([.,]\\d+)?)?\\s*([AP]M)?\\s*(${Object.keys(zones).join('|')}|[+-]\\d{2}:?\\d{2})?$`,
  'i',
)

/** Reads a written instant as ISO text; a day without a time of day is its midnight; without a zone it is taken where the company is. */
export function readInstant(text: string, style: DayStyle, timeZone = 'UTC'): string | undefined {
  const read = readDay(text, style)
  return 'refused' in read ? undefined : instantOf(read, timeZone)
}

/** Reads the day on which something was where the company is: an instant with its zone may fall on another day there. */
export function readLocalDay(text: string, style: DayStyle, timeZone: string): DayRead {
  const read = readDay(text, style)
  if ('refused' in read || read.time === undefined || !zoned.test(read.time)) return read
  const at = instantOf(read, timeZone)
  return at === undefined ? read : { day: clockIn(timeZone, Date.parse(at)).slice(0, 10) }
}

function instantOf({ day, time }: { day: string; time?: string }, timeZone: string): string | undefined {
  const parts = clockTime.exec(time ?? '00:00')
  if (!parts) return undefined
  const hour = (Number(parts[1]) % (parts[5] ? 12 : 24)) + (parts[5]?.toUpperCase() === 'PM' ? 12 : 0)
  const clock = `${String(hour).padStart(2, '0')}:${parts[2]}:${parts[3] ?? '00'}${(parts[4] ?? '').replace(',', '.').slice(0, 4)}`
  const zone = parts[6] && (zones[parts[6].toUpperCase()] ?? parts[6].replace(/(\d{2})(\d{2})$/, '$1:$2'))
  if (!zone && timeZone !== 'UTC') return instantIn(timeZone, `${day}T${clock}`)
  const at = new Date(`${day}T${clock}${zone ?? 'Z'}`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** The instant at which clocks of a zone show a day and time. */
function instantIn(timeZone: string, local: string): string | undefined {
  const asUtc = Date.parse(`${local}Z`)
  if (Number.isNaN(asUtc)) return undefined
  const offset = (at: number) => Date.parse(`${clockIn(timeZone, at)}Z`) - at
  const first = asUtc - offset(asUtc)
  return new Date(asUtc - offset(first)).toISOString()
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockIn(timeZone: string, at: number): string {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    clocks.set(timeZone, clock)
  }
  return clock.format(at).replace(' ', 'T')
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

function fromNumbers(parts: RegExpExecArray, style: DayStyle): DayRead {
  const [, first = '', sign = '', middle = '', last = '', time] = parts
  if (first.length === 4) return last.length <= 2 ? real(first, middle, last, time) : { refused: 'not a day' }
  if (first.length === 3 || last.length === 1) return { refused: 'not a day' }
  if (last.length === 2 && !style.shortYears) return { refused: 'a year of two digits can mean two centuries' }
  const order = style.orders?.[sign] ?? style.order
  if (!order) return { refused: 'can be day first or month first; choose one for the column' }
  const year = fullYear(last)
  return order === 'dmy' ? real(year, middle, first, time) : real(year, first, middle, time)
}

/** Years of two digits lie between 1970 and 2069. */
function fullYear(year: string): string {
  return year.length === 4 ? year : Number(year) < 70 ? `20${year}` : `19${year}`
}

/** The number of a month by its name in any of the languages that files come in; 0 where it is none. */
export function monthNamed(word: string): number {
  return months.findIndex((names) => names.includes(word.toLowerCase())) + 1
}

function fromWords(parts: RegExpExecArray): DayRead {
  const word = (parts[2] ?? parts[3] ?? '').toLowerCase()
  const month = months.findIndex((names) => names.includes(word))
  if (month < 0) return { refused: `"${word}" is no month` }
  return real(fullYear(parts[5]!), String(month + 1), parts[1] ?? parts[4]!, parts[6])
}

function fromSerial(serial: number): DayRead {
  return fromEpoch(Math.round((serial - 25569) * 86_400_000))
}

function fromEpoch(milliseconds: number): DayRead {
  const iso = new Date(milliseconds).toISOString()
  return { day: iso.slice(0, 10), time: `${iso.slice(11, 23)}Z` }
}

function real(year: string, month: string, day: string, time?: string): DayRead {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  const longest =
    m === 2 ? (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31
  if (m < 1 || m > 12 || d < 1 || d > longest) return { refused: 'no such day' }
  if (y < 1900 || y > 2199) return { refused: 'the year is not between 1900 and 2199' }
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return time === undefined ? { day: iso } : { day: iso, time }
}

/** A word for the way a value is written, as far as that tells how its column writes days; equal words need no second look. */
export function dayForm(value: string): string {
  const parts = numbers.exec(value.replace(weekday, ''))
  if (!parts) return /^[2-6]\d{4}(\.\d+)?$/.test(value) ? 'serial' : 'other'
  const [, first = '', separator = '', middle = '', last = ''] = parts
  return `${first.length > 2}${Number(first) > 12}${separator}${Number(middle) > 12}${last.length}`
}
