import { normalHeader } from '#platform/importing/field.ts'
import { type FileKind, fieldOf } from '#platform/importing/file-kind.ts'
import type { ColumnMapping, Format, Mapping, MissingPolicy } from '#platform/importing/mapping.ts'
import { isUnknown } from '../values/blank.ts'
import { withoutMark } from '../values/text-mark.ts'
import { type Column, guessColumns, headerScore, type KnownNames } from './columns.ts'
import {
  currencyQuestion,
  encodingQuestion,
  kindQuestion,
  moneyQuestion,
  sheetQuestion,
  twiceQuestions,
  unreadQuestions,
  wideQuestion,
  withCurrency,
} from './doubts.ts'
import { currencyOfHeader } from './header-unit.ts'
import { presetOf } from './preset.ts'
import { withQuestions } from './questions.ts'

/** What a file shows of itself before anything is decided. */
export type Shown = {
  fileName: string
  format: Format
  columns: string[]
  rows: string[][]
  /** Other encodings that its letters may be in, with what they make of them. */
  encodings?: { encoding: Format['encoding']; reads: string }[]
  /** The sheets of the workbook that hold a table, the one that is read first. */
  sheets?: string[]
}

/** What the workspace adds to the guess. */
export type Surroundings = {
  known: KnownNames
  currency: string
  /** The headers under which columns of such files were kept before. */
  kept?: ReadonlyMap<FileKind['name'], ReadonlySet<string>>
}

/** Guesses everything about a file from its name, its headers and its first rows; one kind is no guess. */
export function guessMapping(shown: Shown, around: Surroundings, kinds: readonly FileKind[]): Mapping {
  const columns = columnsOf(shown)
  const written = presetOf(kinds, shown.columns)
  const likely = kinds.length === 1 || written ? [] : likelyKinds(shown.fileName, columns, kinds)
  const chosen = likely[0] ?? written?.kind ?? kinds[0]!
  const preset = written?.kind === chosen ? written.preset : undefined
  const mapped = withCurrency(
    chosen,
    guessColumns({ kind: chosen, columns, known: around.known, kept: around.kept?.get(chosen.name), preset }),
    columns,
  ).map((column) => withScale(chosen, column, columns))
  const mapping: Mapping = {
    kind: chosen.name,
    format: shown.format,
    columns: mapped,
    constants: constantsFor(chosen, mapped, shown.fileName, around),
    stages: stagesOf(chosen, mapped, columns),
    missing: missingFor(chosen, mapped, columns),
    mends: {},
    asks: [],
    questions: [],
    answers: {},
    empties: 'keep',
    conflicts: {},
    ...(preset && { source: preset.source }),
  }
  return withQuestions(mapping, chosen, [
    ...kindQuestion(likely),
    ...sheetQuestion(shown),
    ...encodingQuestion(shown),
    ...currencyQuestion(chosen, mapped, columns),
    ...moneyQuestion(chosen, mapped, columns),
    ...twiceQuestions(mapped),
    ...unreadQuestions(chosen, mapped, columns),
    ...wideQuestion(mapped, columns),
    ...(chosen.asks?.({ has: (field) => mapped.some((column) => column.field === field), fileName: shown.fileName }) ??
      []),
  ])
}

/**
 * What a file may hold, the likeliest first: the kind whose required fields are there and whose headers weigh most, and
 * those that nothing tells from it.
 */
export function likelyKinds(fileName: string, columns: Column[], kinds: readonly FileKind[]): FileKind[] {
  const scored = kinds.map((kind) => {
    const { weight, found } = headerScore(kind, columns)
    const missing = kind.required.filter((choice) => !choice.some((field) => found.has(field))).length
    const updates = kind.updates?.headers.some((header) => columns.some(({ name }) => normalHeader(name) === header))
    return {
      kind,
      score:
        weight -
        missing * (updates ? 1 : 4) +
        nameScore(kind, fileName) +
        3 * (found.size / Math.max(1, columns.length)),
    }
  })
  const [best, ...others] = scored.sort((a, b) => b.score - a.score)
  return [best!, ...others.filter(({ score }) => score > best!.score - tooNear)].map(({ kind }) => kind)
}

/**
 * The columns of a file with their filled values. Lines with one value in a wide table are notes below it, and say nothing of its columns.
 */
export function columnsOf(shown: { columns: string[]; rows: string[][] }): Column[] {
  const isNote = (row: string[]) => shown.columns.length > 2 && row.filter((value) => value.trim() !== '').length < 2
  const rows = shown.rows.filter((row) => !isNote(row))
  return shown.columns.map((name, index) => ({
    name,
    values: rows
      .map((row) => withoutMark(row[index]?.trim() ?? ''))
      .filter((value) => !isUnknown(value) && value !== ''),
  }))
}

/** Kinds whose scores differ by less are told apart by a person. */
const tooNear = 0.25

function nameScore(kind: FileKind, fileName: string): number {
  return kind.fileWords.test(fileName) ? 2 : 0
}

function stagesOf({ stages }: FileKind, mapped: ColumnMapping[], columns: Column[]): Mapping['stages'] {
  const words = stages && columns[mapped.findIndex((column) => column.field === stages.field)]?.values
  const opening = mapped.find((column) => column.field === stages?.opening)
  const fields = mapped.flatMap((column) => column.field ?? [])
  return stages && words
    ? stages.guess(words, { ...(opening && { opening: opening.column }), besides: [], fields })
    : []
}

/** Revenue in millions is common in account lists: it shows by few digits and cents, all through. */
function withScale(kind: FileKind, mapped: ColumnMapping, columns: Column[]): ColumnMapping {
  if (!mapped.field || !fieldOf(kind, mapped.field).mayBeInMillions) return mapped
  const column = columns.find((each) => each.name === mapped.column)!
  if (/\bm(io|illions?)?\b/i.test(mapped.column.replaceAll('_', ' '))) return { ...mapped, scale: 6 }
  const longest = column.values.map(
    (value) => value.split(mapped.point === ',' ? ',' : '.')[0]!.replace(/\D/g, '').length,
  )
  const fractions = column.values.some((value) => /[.,]\d{1,2}$/.test(value))
  const small = fractions && Math.max(...longest) <= 5
  return small
    ? { ...mapped, scale: 6, confidence: 0.6, reason: 'so small for a year that it will be in millions' }
    : mapped
}

function constantsFor(
  kind: FileKind,
  mapped: ColumnMapping[],
  fileName: string,
  around: Surroundings,
): Record<string, string> {
  const has = (field: string) => mapped.some((column) => column.field === field)
  const constants: Record<string, string> = {}
  if (kind.fields.some((field) => field.field === 'currency') && !has('currency'))
    constants.currency = headerCurrencies(kind, mapped)[0] ?? around.currency
  return { ...constants, ...kind.constants?.({ has, fileName }) }
}

/** The currencies that the headers of amounts name: "Amount (USD)". */
function headerCurrencies(kind: FileKind, mapped: ColumnMapping[]): string[] {
  const named = mapped.flatMap(({ column, field }) =>
    field && ['money', 'decimal'].includes(fieldOf(kind, field).type) ? (currencyOfHeader(column) ?? []) : [],
  )
  return [...new Set(named)]
}

/** Names are created, as one would expect of a first import; bare keys of a table we do not have are not. */
function missingFor(kind: FileKind, mapped: ColumnMapping[], columns: Column[]): Record<string, MissingPolicy> {
  const policies: Record<string, MissingPolicy> = {}
  for (const column of mapped) {
    if (!column.field || column.field === 'alias') continue
    const field = fieldOf(kind, column.field)
    if (field.type !== 'reference') continue
    const values = columns.find((each) => each.name === column.column)?.values ?? []
    const isKey = column.salesforceIds || (values.length > 0 && values.every((value) => /^\d+$/.test(value)))
    policies[field.field] = isKey ? (field.unknownKey ?? 'leave empty') : (field.unknownName ?? 'create')
  }
  return policies
}
