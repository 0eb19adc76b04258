import type { FiscalCalendar } from '@drumbeat/periods'
import { type Field, keptName, normalHeader } from '#platform/importing/field.ts'
import type { ColumnMapping, Mapping, MissingPolicy, Problem } from '#platform/importing/mapping.ts'
import { roundDecimal } from '#platform/numbers/decimal.ts'
import { currencyBeside, readInFile } from '#platform/numbers/in-file.ts'
import { plainText } from '#platform/numbers/plain-text.ts'
import { bareNumber } from '../values/bare-number.ts'
import { isNothing, isUnknown } from '../values/blank.ts'
import type { DayStyle } from '../values/day.ts'
import { readInstant, readLocalDay } from '../values/instant.ts'
import { readPeriod } from '../values/period-words.ts'
import { asLongId } from '../values/salesforce-id.ts'
import { withoutMark } from '../values/text-mark.ts'
import { readYesNo } from '../values/yes-no.ts'
import type { Directory } from './directory.ts'
import { ownCopy } from './own-copy.ts'
import { countryNames, industryWords, type Vocabulary } from './vocabulary.ts'

/** What a cell holds for us, and what is to be said about it. */
export type Cell = {
  value: string | null
  problem?: Problem
  /** What it says of another field, where that has no column of its own. */
  also?: { field: string; value: string }
  /** The currency that stands beside an amount. */
  currency?: string
}

/** What reading needs to know of the workspace. */
export type Around = {
  directories: ReadonlyMap<string, Directory>
  timeZone: string
  currency: string
  calendar: FiscalCalendar
}

/** Reads the values of one mapped column; the same text is looked at once only. */
export function cellReader(input: {
  column: ColumnMapping
  field: Field
  mapping: Mapping
  around: Around
}): (text: string) => Cell {
  const { column, field, mapping } = input
  const decided = mapping.mends[column.column] ?? {}
  const read = reader(input)
  return remembered(
    (text) => {
      const written = withoutMark(plainText(text).trim())
      if (written === '' || isEmpty(written, field)) return { value: null }
      const mend = decided[written]
      if (typeof mend !== 'string') return read(written, mend === null || mapping.exact === true)
      const cell = read(mend, true)
      if (cell.problem) return cell
      return {
        ...cell,
        problem: {
          column: column.column,
          value: written,
          kind: 'mended as decided',
          severity: 'note',
          reason: `${field.label}: "${mend}" stands for it`,
          mend,
        },
      }
    },
    ['day', 'instant', 'reference', 'share', 'yes-no'].includes(field.type) || field.spelling !== undefined,
  )
}

const vagueTypes = new Set(['reference', 'day', 'instant', 'yes-no', 'share'])

/** NULL and a dash are nothing anywhere; N/A and TBD where a name or a day is asked for. An amount that says so is told. */
function isEmpty(written: string, { type, shortCodes }: Field): boolean {
  if (shortCodes && written === 'NA') return false
  if (vagueTypes.has(type)) return isUnknown(written)
  if (['decimal', 'money', 'whole'].includes(type)) return /^(?:null|\\n|-{1,3}|–|—)$/i.test(written)
  return written !== '-' && isNothing(written)
}

const vocabularies = { industries: industryWords, countries: countryNames }

type Read = (text: string, exact: boolean) => Cell

const plain = /^-?[\d.,]*$/

/** A key as it is known: a Salesforce id in its long form, a whole number without the point that a spreadsheet gave it. */
function keyOf(text: string, { salesforceIds, wholeKeys }: ColumnMapping): string {
  if (salesforceIds) return asLongId(text)
  return wholeKeys ? text.replace(/\.0+$/, '') : text
}

function dayStyle(column: ColumnMapping): DayStyle {
  return {
    ...(column.dayOrder && { order: column.dayOrder }),
    ...(column.dayOrders && { orders: column.dayOrders }),
    ...(column.shortYears && { shortYears: true }),
    ...(column.serialDays && { serials: true }),
  }
}

function reader(input: { column: ColumnMapping; field: Field; mapping: Mapping; around: Around }): Read {
  const { column, field, mapping, around } = input
  const refuse = (value: string, kind: string, reason: string): Cell => ({
    value: null,
    problem: { column: column.column, value, kind, severity: 'stop', reason },
  })
  const days = dayStyle(column)
  const number = { point: column.point ?? '.', ...(column.scale && { scale: column.scale }) } as const
  switch (field.type) {
    case 'key':
      return (text) =>
        /^\d[.,]\d+E\+\d+$/i.test(text)
          ? refuse(
              text,
              'shortened key',
              `"${text}" is a long number that a spreadsheet shortened; export the column as text`,
            )
          : { value: keyOf(text, column) }
    case 'text': {
      const words = field.spelling && vocabularies[field.spelling]()
      return (text, exact) =>
        spelled({ text: field.holdsKeys ? keyOf(text, column) : text, exact, words, column, field })
    }
    case 'alias':
      return (text) => ({ value: JSON.stringify([normalHeader(column.column), text]) })
    case 'kept':
      return (text) => ({ value: `${JSON.stringify(keptName(column.column))}:${JSON.stringify(text)}` })
    case 'decimal':
    case 'money':
      return (text) => {
        const value = text.includes('%') ? undefined : readInFile(column.bareNumbers ? bareNumber(text) : text, number)
        const what = field.type === 'money' ? 'amount' : 'number'
        if (value === undefined)
          return refuse(
            text,
            `not ${field.type === 'money' ? 'an' : 'a'} ${what}`,
            `"${text}" is no ${what} with a decimal ${number.point === '.' ? 'point' : 'comma'}`,
          )
        const beside = plain.test(text) ? undefined : currencyBeside(text, around.currency)
        const cell = field.type === 'money' ? { value } : rounded(value, column.column)
        return beside ? { ...cell, currency: beside } : cell
      }
    case 'whole':
      return (text) => {
        const value = roundDecimal(readInFile(text, number) ?? '', 0)
        return /^-?\d{1,9}$/.test(value.value)
          ? { value: value.value }
          : refuse(text, 'not a whole number', `"${text}" is no whole number`)
      }
    case 'share':
      return (text) => {
        const value = readInFile(text, { ...number, ...(text.includes('%') && { scale: 0 }) })
        return value !== undefined && Number(value) >= 0 && Number(value) <= 1
          ? { value }
          : refuse(text, 'not a share', `"${text}" is not between 0 and 100 %`)
      }
    case 'day':
      return (text) => {
        const period = field.periods && readPeriod(text, around.calendar)
        if (period) return { value: period.from, also: { field: field.periods!, value: period.to } }
        const read = readLocalDay(text, days, around.timeZone)
        return 'day' in read ? { value: read.day } : refuse(text, 'not a day', `"${text}": ${read.refused}`)
      }
    case 'instant':
      return (text) => {
        const value = readInstant(text, days, around.timeZone)
        return value ? { value } : refuse(text, 'not a point in time', `"${text}" is neither a day nor a time`)
      }
    case 'yes-no':
      return (text) => {
        const value = readYesNo(text)
        return value === undefined
          ? refuse(text, 'neither yes nor no', `"${text}" is neither yes nor no`)
          : { value: String(value) }
      }
    case 'reference':
      return referenceReader({ column, field, around, policy: mapping.missing[field.field] ?? 'create' })
  }
}

function referenceReader(input: { column: ColumnMapping; field: Field; around: Around; policy: MissingPolicy }): Read {
  const { column, field, policy } = input
  const directory = input.around.directories.get(field.noun!)
  if (!directory) throw new Error(`There is no directory of ${field.noun}.`)
  return (written, exact) => {
    const text = keyOf(written, column)
    const tell = (kind: string, severity: Problem['severity'], reason: string, mend?: string): Problem => ({
      column: column.column,
      value: written,
      kind,
      severity,
      reason,
      ...(mend && { mend }),
    })
    const found = directory.resolve({ column: field.keyName ?? column.column, value: text, policy, exact })
    if ('meant' in found)
      return {
        value: found.id,
        problem: tell(
          `misspelt ${field.noun}`,
          'mend',
          `no ${field.noun} is called "${written}"; "${found.meant}" is near`,
          found.meant,
        ),
      }
    if ('between' in found)
      return {
        value: null,
        problem: tell(
          `ambiguous ${field.noun}`,
          'stop',
          `"${written}" could be ${found.between.map((name) => `"${name}"`).join(' or ')}`,
        ),
      }
    if (found.id !== null) return { value: found.id }
    if (policy === 'quarantine')
      return {
        value: null,
        problem: tell(`unknown ${field.noun}`, 'stop', `no ${field.noun} has the name, code or key "${written}"`),
      }
    return {
      value: null,
      problem: tell(`unknown ${field.noun}`, 'note', `no ${field.noun} has the name or key "${written}"; left empty`),
    }
  }
}

function spelled(input: {
  text: string
  exact: boolean
  words: Vocabulary | undefined
  column: ColumnMapping
  field: Field
}): Cell {
  const { text, exact, words, column, field } = input
  if (!words || exact || words.has(text)) return { value: text }
  const near = words.nearest(text)
  if (near.state !== 'one' || near.name.toLowerCase() === text.toLowerCase()) return { value: text }
  const reason = `"${text}" is no usual ${field.label.toLowerCase()}; "${near.name}" is near`
  return {
    value: near.name,
    problem: {
      column: column.column,
      value: text,
      kind: `misspelt ${field.label.toLowerCase()}`,
      severity: 'mend',
      reason,
      mend: near.name,
    },
  }
}

/** Order-line figures hold 13 digits before and 6 after the point. */
function rounded(value: string, column: string): Cell {
  const point = value.indexOf('.')
  if (value.length <= 13 && (point < 0 || value.length - point <= 7)) return { value }
  const { value: kept, exact } = roundDecimal(value, 6)
  const problem = {
    column,
    value,
    kind: 'number too large',
    severity: 'stop',
    reason: `${value} has more than 13 digits before the point`,
  } as const
  if (kept.replace(/^-/, '').split('.')[0]!.length > 13) return { value: null, problem }
  if (exact) return { value: kept }
  return {
    value: kept,
    problem: { ...problem, kind: 'more than six decimals', severity: 'note', reason: `rounded to ${kept}` },
  }
}

/** Most columns repeat few values; a cache of bounded size keeps the memory constant. */
function remembered(read: (text: string) => Cell, worth: boolean): (text: string) => Cell {
  if (!worth) return read
  const seen = new Map<string, Cell>()
  return (text) => {
    const known = seen.get(text)
    if (known) return known
    if (seen.size >= 20_000) return read(text)
    const own = ownCopy(text)
    const cell = read(own)
    seen.set(own, cell)
    return cell
  }
}
