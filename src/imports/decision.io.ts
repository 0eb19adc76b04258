import { parseDay } from '@drumbeat/periods'
import type { Domain } from '#platform/domain.ts'
import { refusal } from '#platform/http/refusal.ts'
import { takesSeveral } from '#platform/importing/field.ts'
import { type FileKind, fieldOf } from '#platform/importing/file-kind.ts'
import { type Mapping, mapping as mappingSchema } from '#platform/importing/mapping.ts'
import type { Work } from '#platform/transaction.ts'
import { importFile } from './imports.sql.ts'
import { fileKinds, kindNamed } from './kinds.ts'
import { analyseFile, rewritten } from './reading/analyse.io.ts'
import { writeSheet } from './reading/spreadsheet.io.ts'
import { opened, settled } from './recognise/questions.ts'
import type { ImportRecord } from './schema.ts'

/** The mapping that was decided: another kind guesses anew, another encoding reads anew, answers are carried out. */
export async function decisionOf(
  work: Work,
  record: ImportRecord,
  input: { mapping?: Mapping; kind?: string; answers?: Record<string, string> },
): Promise<Mapping> {
  const { domains } = work.workspace
  if (!input.mapping && input.kind && input.kind !== record.kind) return guessAgain(work, record, { kind: input.kind })
  const before = record.mapping
  const given = mappingSchema.parse(input.mapping ?? before)
  const answers = { ...given.answers, ...input.answers }
  refuseNoDay(before, answers)
  const meant = answers['kind:']
  if (meant && meant !== given.kind && before.answers['kind:'] === undefined)
    return guessAgain(work, record, { kind: requireKind(domains, meant).name })
  const encoding = answers['encoding:']
  if (encoding && before.answers['encoding:'] === undefined && encoding !== before.format.encoding)
    return guessAgain(work, record, { kind: given.kind, encoding: encoding as Mapping['format']['encoding'] })
  const sheet = answers['sheet:']
  if (sheet && sheet !== before.answers['sheet:']) return otherSheet(work, record, { sheet, answers })
  refuseImpossible(work, given)
  const kind = requireKind(domains, given.kind)
  const decided = settled(before, { ...given, answers }, kind)
  const columns = decided.columns
    .filter(({ column, field }) => field && before.columns.find((each) => each.column === column)?.field !== field)
    .map((each) => each.column)
  const file = await importFile(work.workspace.db, record.id)
  return columns.length > 0 && file ? rewritten(file.path, decided, { kind, columns }) : decided
}

/** A question that takes a day is answered by a day of the calendar. */
function refuseNoDay({ questions }: Mapping, answers: Record<string, string>): void {
  for (const { id, takes } of questions) {
    const answer = answers[id]
    if (takes !== 'day' || answer === undefined || parseDay(answer) !== undefined) continue
    throw refusal(400, {
      code: 'no-day',
      message: `"${answer}" is no day.`,
      wayOut: 'Answer with a day as 2026-11-23.',
    })
  }
}

/** Reads another sheet of the workbook; what it holds is guessed anew. */
async function otherSheet(
  work: Work,
  record: ImportRecord,
  { sheet, answers }: { sheet: string; answers: Record<string, string> },
): Promise<Mapping> {
  const asked = record.mapping.questions.filter((each) => each.id === 'sheet:')
  if (!asked.some((each) => each.choices.some(({ value }) => value === sheet)))
    throw refusal(400, { code: 'unknown-sheet', message: `The workbook has no table on a sheet called "${sheet}".` })
  const file = await importFile(work.workspace.db, record.id)
  if (!file) throw new Error(`The import ${record.id} has no file.`)
  if (sheet !== record.mapping.format.sheet)
    await writeSheet(bookOf(file.path.replace(/\.file$/, '')), { sheet, to: file.path })
  const { mapping } = await analyseFile(work.workspace, {
    path: file.path,
    fileName: record.fileName,
    format: { sheet },
  })
  return opened({
    ...mapping,
    questions: [...asked, ...mapping.questions],
    answers: { ...mapping.answers, 'sheet:': answers['sheet:']! },
  })
}

async function guessAgain(
  work: Work,
  record: ImportRecord,
  { kind, encoding }: { kind: string; encoding?: Mapping['format']['encoding'] },
): Promise<Mapping> {
  const file = await importFile(work.workspace.db, record.id)
  if (!file) throw new Error(`The import ${record.id} has no file.`)
  const { mapping } = await analyseFile(work.workspace, {
    path: file.path,
    fileName: record.fileName,
    kind,
    format: { ...record.mapping.format, ...(encoding && { encoding }) },
  })
  return mapping
}

/** What the audit keeps of a decision: what was decided, not how the guesses came about. */
export function meaningOf(decided: Mapping, acceptMends: boolean) {
  const { kind, constants, stages, missing, mends, answers, empties, conflicts } = decided
  const columns = Object.fromEntries(decided.columns.map(({ column, field }) => [column, field]))
  return { kind, columns, constants, stages, missing, mends, answers, empties, conflicts, acceptMends }
}

/** A kind that no domain declares is refused with those that there are. */
export function requireKind(domains: readonly Domain[], name: string): FileKind {
  const kind = kindNamed(domains, name)
  if (kind) return kind
  throw refusal(400, {
    code: 'unknown-kind',
    message: `No file can hold "${name}".`,
    wayOut: `Choose one of: ${fileKinds(domains)
      .map((each) => each.name)
      .join(', ')}.`,
  })
}

/** A mapping with fields that do not exist, or with two columns for one field, is refused with the reason. */
export function refuseImpossible({ workspace }: Work, decided: Mapping): void {
  mappingSchema.parse(decided)
  const kind = requireKind(workspace.domains, decided.kind)
  const used = new Map<string, string>()
  for (const { column, field } of decided.columns) {
    if (field === null) continue
    const known = fieldOf(kind, field)
    const other = used.get(field)
    if (other && !takesSeveral(known)) {
      throw refusal(400, {
        code: 'mapped-twice',
        message: `"${other}" and "${column}" are both mapped to ${known.label.toLowerCase()}.`,
        wayOut: 'Choose one of them.',
      })
    }
    used.set(field, column)
  }
}

/** Where the workbook lies whose sheet was written as text. */
export function bookOf(kept: string): string {
  return `${kept}.xlsx`
}
