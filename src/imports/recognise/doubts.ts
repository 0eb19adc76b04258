import type { FileKind } from '#platform/importing/file-kind.ts'
import { fieldOf } from '#platform/importing/file-kind.ts'
import type { ColumnMapping, Question } from '#platform/importing/mapping.ts'
import { currencyCalled } from '#platform/numbers/currency-word.ts'
import { looksDecimal } from '#platform/numbers/in-file.ts'
import { bareNumber } from '../values/bare-number.ts'
import { looksPeriod } from '../values/period-words.ts'
import { type Column, namedThoughUnread } from './columns.ts'
import type { Shown } from './guess.ts'

/** A column of currency codes beside amounts is their currency, where only one holds such codes. */
export function withCurrency(kind: FileKind, mapped: ColumnMapping[], columns: Column[]): ColumnMapping[] {
  if (!wantsCurrency(kind, mapped)) return mapped
  const found = currencyColumns(mapped, columns)
  if (found.length !== 1) return mapped
  return mapped.map((each) =>
    each.column === found[0]
      ? { ...each, field: 'currency', confidence: 0.9, reason: 'its values are currency codes' }
      : each,
  )
}

/** Several columns of currency codes are a question: taking the wrong one is wrong by the rate. */
export function currencyQuestion(kind: FileKind, mapped: ColumnMapping[], columns: Column[]): Question[] {
  if (!wantsCurrency(kind, mapped)) return []
  const found = currencyColumns(mapped, columns)
  if (found.length === 0) return []
  return [
    {
      id: 'currency:',
      asks: `${found.map((name) => `"${name}"`).join(' and ')} hold currencies. Which is the currency of the amounts?`,
      column: null,
      choices: [
        ...found.map((name) => ({ value: name, label: name })),
        { value: 'none', label: 'none: all amounts are in one currency' },
      ],
    },
  ]
}

/** A file that gives no column as its amount, though one looks like money, would lose all its money in silence. */
export function moneyQuestion(kind: FileKind, mapped: ColumnMapping[], columns: Column[]): Question[] {
  const money = kind.fields.find(({ type, weight }) => type === 'money' && weight > 1)
  const isTold = mapped.some(({ field }) => field && fieldOf(kind, field).type === 'money')
  if (!money || isTold) return []
  const found = columns.filter(({ name, values }) => {
    const isFree = mapped.find((each) => each.column === name)?.field === null
    return isFree && values.length > 0 && values.filter(looksMoney).length * 2 > values.length
  })
  if (found.length === 0) return []
  const label = money.label.toLowerCase()
  return [
    {
      id: `money:${money.field}`,
      asks: `No column is called ${label}, but ${found.map(({ name, values }) => `"${name}" (${values[0]})`).join(' and ')} looks like money. Is it the ${label}?`,
      column: null,
      choices: [
        ...found.map(({ name }) => ({ value: name, label: name })),
        { value: 'none', label: `none: the file tells no ${label}` },
      ],
    },
  ]
}

/** Cents, or a currency beside the number. */
function looksMoney(value: string): boolean {
  return looksDecimal(value) && !value.includes('%') && (/\d[.,]\d\d$/.test(value) || /\p{Sc}|[A-Z]{3}/u.test(value))
}

/** Two columns of one name are a question where the name means something. */
export function twiceQuestions(mapped: ColumnMapping[]): Question[] {
  return mapped.flatMap(({ column, field }) => {
    const others = mapped.filter((each) => each.column.replace(/ \(\d+\)$/, '') === column && each.column !== column)
    if (!field || field === 'alias' || others.length === 0) return []
    return [
      {
        id: `twice:${field}`,
        asks: `${others.length + 1} columns are called "${column}". Which one counts?`,
        column: null,
        choices: [
          { value: column, label: `the first "${column}"` },
          ...others.map((each) => ({ value: each.column, label: each.column })),
        ],
      },
    ]
  })
}

/** A column that is named an amount or a quantity, but whose numbers all have words beside them, is a question: taken for nothing it would be missed in silence. */
export function unreadQuestions(kind: FileKind, mapped: ColumnMapping[], columns: Column[]): Question[] {
  return columns.flatMap((column) => {
    if (mapped.find((each) => each.column === column.name)?.field !== null) return []
    const field = namedThoughUnread(kind, column, mapped)
    const [sample = ''] = column.values
    const hasWords = column.values.every((value) => bareNumber(value) !== value.trim())
    if (!field || !hasWords) return []
    return [
      {
        id: `bare:${column.name}`,
        asks: `"${column.name}" is called ${field.label.toLowerCase()}, but "${sample}" is more than a number. What does it mean?`,
        column: column.name,
        choices: [
          { value: field.field, label: `the number: ${bareNumber(sample)}` },
          { value: 'none', label: 'nothing: leave the column out' },
        ],
      },
    ]
  })
}

/** A file that two kinds fit alike is a question: a list of names alone may be items, accounts or people. */
export function kindQuestion(likely: readonly FileKind[]): Question[] {
  const [first] = likely
  if (!first || likely.length < 2) return []
  return [
    {
      id: 'kind:',
      asks: `The file may hold ${likely.map(({ name }) => name).join(' or ')}. What does it hold?`,
      column: null,
      choices: likely.map(({ name }) => ({ value: name, label: name === first.name ? `${name} (as shown)` : name })),
    },
  ]
}

/** Columns that are named after periods hold one number per period and row; they are not read, and that is asked. */
export function wideQuestion(mapped: ColumnMapping[], columns: Column[]): Question[] {
  const wide = columns.filter(({ name, values }) => {
    const isFree = mapped.find((each) => each.column === name)?.field === null
    return isFree && looksPeriod(name) && values.length > 0 && values.every(looksDecimal)
  })
  if (wide.length < 2) return []
  return [
    {
      id: 'wide:',
      asks: `${wide.length} columns hold a number for one period each ("${wide[0]!.name}" to "${wide.at(-1)!.name}"). Only files with a row for each period are read: turn the columns into rows, or leave them out?`,
      column: null,
      choices: [{ value: 'none', label: 'leave them out' }],
    },
  ]
}

/** A workbook with several tables is a question. */
export function sheetQuestion({ sheets = [] }: Shown): Question[] {
  if (sheets.length < 2) return []
  return [
    {
      id: 'sheet:',
      asks: `${sheets.length} sheets of this workbook hold a table. Which one is meant?`,
      column: null,
      choices: sheets.map((name, at) => ({ value: name, label: at === 0 ? `${name} (as shown)` : name })),
    },
  ]
}

/** Letters that two encodings make sense of are a question. */
export function encodingQuestion({ format, encodings = [] }: Shown): Question[] {
  if (encodings.length < 2) return []
  return [
    {
      id: 'encoding:',
      asks: `The letters can be read as ${encodings.map(({ encoding, reads }) => `${encoding} (${reads})`).join(' or ')}. Which is right?`,
      column: null,
      choices: encodings.map(({ encoding, reads }) => ({
        value: encoding,
        label: `${encoding}: ${reads}${encoding === format.encoding ? ' (as shown)' : ''}`,
      })),
    },
  ]
}

function wantsCurrency(kind: FileKind, mapped: ColumnMapping[]): boolean {
  const hasField = kind.fields.some((field) => field.field === 'currency')
  const hasAmount = mapped.some(({ field }) => field && ['money', 'decimal'].includes(fieldOf(kind, field).type))
  return hasField && hasAmount && !mapped.some((column) => column.field === 'currency')
}

function currencyColumns(mapped: ColumnMapping[], columns: Column[]): string[] {
  return columns
    .filter(({ name, values }) => {
      const isFree = mapped.find((each) => each.column === name)?.field === null
      return isFree && values.length > 0 && values.every((value) => currencyCalled(value) !== undefined)
    })
    .map(({ name }) => name)
}
