import { instantAfter } from '@drumbeat/periods'
import { plainDigits } from '#platform/numbers/plain-text.ts'
import { monthNamed } from './month-names.ts'

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

export const numbers = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,2}|\d{4})(?:[T ,]+(.+))?$/

const words =
  /^(?:(\d{1,2})(?:st|nd|rd|th|er|º|ª)?[ .-]+(?:de )?(\p{L}{3,12})\.?|(\p{L}{3,12})\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?)[ ,.-]+(?:del? )?(\d{4}|\d{2})(?:[T ,]+(.+))?$/iu

const weekdays =
  'mon monday montag mo tue tues tuesday di dienstag wed wednesday mi mittwoch thu thur thurs thursday do donnerstag fri friday fr freitag sat saturday sa samstag sun sunday so sonntag lun lundi lunes lunedì mar mardi martes martedì mer mercredi miércoles mercoledì jeu jeudi jue jueves gio giovedì ven vendredi viernes venerdì sam samedi sáb sábado sab sabato dim dimanche domingo dom domenica segunda terça quarta quinta sexta ma maandag dinsdag wo woensdag donderdag vr vrijdag za zaterdag zo zondag'

/** A day of the week before a day, which says nothing of its own. */
export const weekday = new RegExp(`^(?:${weekdays.replaceAll(' ', '|')})(?:-feira)?\\.?,?\\s+(?=\\S)`, 'i')

const eastAsian = /^(\d{4})\s*[年년.]\s*(\d{1,2})\s*[月월.]\s*(\d{1,2})\s*[日일.]$/

/** Reads a written day as YYYY-MM-DD, with its time of day where one stands beside it. */
export function readDay(text: string, style: DayStyle): DayRead {
  const written = plainDigits(text.trim())
  const value = written.replace(weekday, '')
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
  const [, ofYear, ofMonth, ofDay] = eastAsian.exec(value) ?? []
  if (ofYear) return real(ofYear, ofMonth!, ofDay!)
  // Where "mar" may be a month it is one, else a Tuesday.
  const named = words.exec(written) ?? words.exec(value)
  if (named) return fromWords(named)
  return { refused: 'not a day' }
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

function fromWords(parts: RegExpExecArray): DayRead {
  const word = (parts[2] ?? parts[3] ?? '').toLowerCase()
  const month = monthNamed(word)
  if (month === 0) return { refused: `"${word}" is no month` }
  return real(fullYear(parts[5]!), String(month), parts[1] ?? parts[4]!, parts[6])
}

function fromSerial(serial: number): DayRead {
  return fromEpoch(Date.parse(instantAfter(new Date(0), serial - 25569)))
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
