/** How a column writes its days: which of two numbers is the day, whether years have two digits, whether bare numbers are spreadsheet days. */
export type DayStyle = { order?: 'dmy' | 'mdy'; shortYears?: boolean; serials?: boolean }

/** A day or the reason why a text is none. */
export type DayRead = { day: string; time?: string } | { refused: string }

/** What the sampled values say about a day column; `certain` is false where d/m and m/d both fit every value. */
export type DayEvidence = { style: DayStyle; share: number; certain: boolean; reason: string }

const numbers = /^(\d{1,4})([./-])(\d{1,2})\2(\d{2}|\d{4})(?:[T ,]+(.+))?$/
const words =
  /^(?:(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-zäé]{3,9})\.?|([a-zäé]{3,9})\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?)[ ,-]+(\d{4})(?:[T ,]+(.+))?$/i
const months = [
  ['jan', 'january', 'januar'],
  ['feb', 'february', 'februar'],
  ['mar', 'march', 'märz', 'mrz'],
  ['apr', 'april'],
  ['may', 'mai'],
  ['jun', 'june', 'juni'],
  ['jul', 'july', 'juli'],
  ['aug', 'august'],
  ['sep', 'sept', 'september'],
  ['oct', 'october', 'okt', 'oktober'],
  ['nov', 'november'],
  ['dec', 'december', 'dez', 'dezember'],
]

/** Reads a written day as YYYY-MM-DD, with its time of day where one stands beside it. */
export function readDay(text: string, style: DayStyle): DayRead {
  const value = text.trim()
  const parts = numbers.exec(value)
  if (parts) return fromNumbers(parts, style)
  if (/^\d{8}$/.test(value) && /^(19|20)/.test(value)) return real(value.slice(0, 4), value.slice(4, 6), value.slice(6))
  if (/^\d{12,13}$/.test(value)) return fromEpoch(Number(value))
  if (/^\d{5}(\.\d+)?$/.test(value))
    return style.serials ? fromSerial(Number(value)) : { refused: 'a bare number is not a day' }
  const named = words.exec(value)
  if (named) return fromWords(named)
  return { refused: 'not a day' }
}

/** Reads a written instant as ISO text; a day without a time of day is its midnight; without a zone it is taken in `zoneOffset`. */
export function readInstant(text: string, style: DayStyle, zoneOffset = 'Z'): string | undefined {
  const read = readDay(text, style)
  if ('refused' in read) return undefined
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s*([AP]M)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(
    read.time ?? '00:00',
  )
  if (!time) return undefined
  const hour = (Number(time[1]) % (time[5] ? 12 : 24)) + (time[5]?.toUpperCase() === 'PM' ? 12 : 0)
  const zone = time[6]
    ? time[6]
        .toUpperCase()
        .replace('UTC', 'Z')
        .replace(/(\d{2})(\d{2})$/, '$1:$2')
    : zoneOffset
  const iso = `${read.day}T${String(hour).padStart(2, '0')}:${time[2]}:${time[3] ?? '00'}${(time[4] ?? '').slice(0, 4)}${zone}`
  const at = new Date(iso)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** Decides from all sampled values of a column how it writes days. */
export function dayEvidence(samples: string[]): DayEvidence {
  const written = samples.map((sample) => sample.trim()).filter((sample) => sample !== '')
  const style = orderOf(written)
  const serials = written.length > 0 && written.every((value) => /^[2-6]\d{4}(\.\d+)?$/.test(value))
  const full = {
    ...(style.order && { order: style.order }),
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
    reason: serials ? 'spreadsheet day numbers' : style.reason,
  }
}

function orderOf(values: string[]): { order?: 'dmy' | 'mdy'; shortYears?: boolean; certain: boolean; reason: string } {
  const parts = values.map((value) => numbers.exec(value)).filter((match) => match !== null && match[1]!.length <= 2)
  if (parts.length === 0) return { certain: true, reason: 'days written year first' }
  const shortYears = parts.every((match) => match![4]!.length === 2)
  const first = parts.find((match) => Number(match![1]) > 12)
  const second = parts.find((match) => Number(match![3]) > 12)
  if (first && second)
    return { certain: false, shortYears, reason: `"${first[0]}" and "${second[0]}" contradict each other` }
  if (first) return { order: 'dmy', shortYears, certain: true, reason: `"${first[0]}" can only be day first` }
  if (second) return { order: 'mdy', shortYears, certain: true, reason: `"${second[0]}" can only be month first` }
  if (parts.every((match) => match![2] === '.'))
    return { order: 'dmy', shortYears, certain: !shortYears, reason: 'days written with points come day first' }
  return { shortYears, certain: false, reason: `"${parts[0]![0]}" can be day first or month first` }
}

function fromNumbers(parts: RegExpExecArray, style: DayStyle): DayRead {
  const [, first = '', , middle = '', last = '', time] = parts
  if (first.length === 4) return last.length === 2 ? real(first, middle, last, time) : { refused: 'not a day' }
  if (first.length === 3) return { refused: 'not a day' }
  if (last.length === 2 && !style.shortYears) return { refused: 'a year of two digits can mean two centuries' }
  if (!style.order) return { refused: 'can be day first or month first; choose one for the column' }
  const year = last.length === 4 ? last : Number(last) < 70 ? `20${last}` : `19${last}`
  return style.order === 'dmy' ? real(year, middle, first, time) : real(year, first, middle, time)
}

function fromWords(parts: RegExpExecArray): DayRead {
  const word = (parts[2] ?? parts[3] ?? '').toLowerCase()
  const month = months.findIndex((names) => names.includes(word))
  if (month < 0) return { refused: `"${word}" is no month` }
  return real(parts[5]!, String(month + 1), parts[1] ?? parts[4]!, parts[6])
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
