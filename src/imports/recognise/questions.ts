import { normalHeader } from '#platform/importing/field.ts'
import { type FileKind, fieldOf } from '#platform/importing/file-kind.ts'
import type { ColumnMapping, Mapping, Question } from '#platform/importing/mapping.ts'
import { readInFile } from '#platform/numbers/in-file.ts'
import { dayEvidence } from '../values/day-evidence.ts'
import { type PointEvidence, pointOf } from '../values/decimal-point.ts'
import type { Survey } from './survey.ts'

/** Writes into a mapping how its columns are written, as far as the whole file tells, and asks where it does not. */
export function withSurvey(mapping: Mapping, kind: FileKind, survey: Survey): Mapping {
  const common = mapping.format.sheet === undefined ? commonPoint(survey) : '.'
  const order = commonOrder(survey)
  const columns = mapping.columns.map((column, index) => ({
    ...column,
    ...written(column, index, survey, { point: common, order }),
  }))
  const asked = mapping.columns.flatMap((column, index) => [
    ...dayQuestion(column, survey.days.get(index), order),
    ...pointQuestion(column, survey.points.get(index), common),
  ])
  return withQuestions({ ...mapping, columns }, kind, asked)
}

/** Puts questions beside those that a mapping asks by itself, and says which stand open. */
export function withQuestions(mapping: Mapping, kind: FileKind, more: readonly Question[]): Mapping {
  const own = [...missingFields(mapping, kind)]
  const ids = new Set([...own, ...more].map((each) => each.id))
  const kept = mapping.questions.filter((each) => !ids.has(each.id) && !each.id.startsWith('field:'))
  return opened({ ...mapping, questions: [...own, ...kept, ...more] })
}

/** Says in sentences which questions of a mapping stand open. */
export function opened(mapping: Mapping): Mapping {
  return { ...mapping, asks: openQuestions(mapping).map((each) => each.asks) }
}

/** The questions without an answer. */
export function openQuestions(mapping: Mapping): Question[] {
  return mapping.questions.filter((each) => mapping.answers[each.id] === undefined)
}

/** A decided mapping with its answers carried out; what was changed in the table of columns answers its questions too. */
export function settled(before: Mapping, after: Mapping, kind: FileKind): Mapping {
  const answers = { ...after.answers }
  for (const { id, column } of before.questions) {
    const [old, now] = [columnNamed(before, column), columnNamed(after, column)]
    if (answers[id] === undefined && old && now && decidedAnew(old, now)) answers[id] = 'decided in the columns'
  }
  const mapping = { ...after, questions: before.questions, answers }
  const carried = before.questions.reduce(
    (all, { id }) =>
      answers[id] !== undefined && answers[id] !== before.answers[id] ? carriedOut(all, id, answers[id]) : all,
    mapping,
  )
  return withQuestions(carried, kind, [])
}

function columnNamed(mapping: Mapping, name: string | null): ColumnMapping | undefined {
  return mapping.columns.find((each) => each.column === name)
}

function decidedAnew(old: ColumnMapping, now: ColumnMapping): boolean {
  return old.field !== now.field || old.dayOrder !== now.dayOrder || old.point !== now.point || old.scale !== now.scale
}

/** What an answer changes in the mapping. */
function carriedOut(mapping: Mapping, id: string, answer: string): Mapping {
  const [what = '', name = ''] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)]
  const change = (to: Partial<ColumnMapping>) => ({
    ...mapping,
    columns: mapping.columns.map((each) => (each.column === name ? { ...each, ...to } : each)),
  })
  if (what === 'days' && (answer === 'dmy' || answer === 'mdy')) return change({ dayOrder: answer })
  if (what === 'numbers' && (answer === '.' || answer === ',')) return change({ point: answer })
  if (what === 'bare' && answer !== 'none')
    return change({ field: answer, bareNumbers: true, confidence: 1, reason: 'chosen by you' })
  if (what === 'constant') return { ...mapping, constants: { ...mapping.constants, [name]: answer } }
  if (what === 'twice' || what === 'money') return given(mapping, answer, name)
  if (what === 'currency') return given(mapping, answer, 'currency')
  return mapping
}

/** Gives a field to one column and takes it from all others. */
function given(mapping: Mapping, column: string, field: string): Mapping {
  if (!columnNamed(mapping, column)) return mapping
  const { [field]: _, ...constants } = mapping.constants
  const columns = mapping.columns.map((each) => {
    if (each.column === column) return { ...each, field, confidence: 1, reason: 'chosen by you' }
    return each.field === field ? { ...each, field: null, reason: 'given to another column' } : each
  })
  return { ...mapping, columns, constants }
}

/** Whether a file names known things by a key of their own, so that it may speak of anything else. */
export function updatesKnown(
  { updates }: FileKind,
  columns: readonly Pick<ColumnMapping, 'column' | 'field'>[],
): boolean {
  return (
    updates !== undefined &&
    columns.length > 1 &&
    columns.some(({ column, field }) => field === updates.by && updates.headers.includes(normalHeader(column)))
  )
}

function missingFields(mapping: Mapping, kind: FileKind): Question[] {
  const has = new Set([...mapping.columns.map((column) => column.field), ...Object.keys(mapping.constants)])
  if (updatesKnown(kind, mapping.columns)) return []
  return kind.required
    .filter((choice) => !choice.some((field) => has.has(field)))
    .map((choice) => ({
      id: `field:${choice.join('|')}`,
      asks: `Which column holds ${choice.map((field) => fieldOf(kind, field).label.toLowerCase()).join(' or ')}?`,
      column: null,
      choices: [],
    }))
}

/** The decimal point that the other columns of the file show. */
function commonPoint(survey: Survey): '.' | ',' | undefined {
  const sure = [...survey.points.values()].filter((each) => each['.'] !== undefined || each[','] !== undefined)
  const points = new Set(sure.map((each) => pointOf(each)).map(({ point, mixed }) => (mixed ? 'mixed' : point)))
  const [only] = points
  return points.size === 1 && only !== 'mixed' ? only : undefined
}

/** The order of days that all columns show whose values leave no doubt: one program wrote them. */
function commonOrder(survey: Survey): 'dmy' | 'mdy' | undefined {
  const sure = [...survey.days.values()]
    .map((forms) => dayEvidence([...forms.values()]))
    .filter(({ certain, style }) => certain && style.order)
  const [only, ...others] = new Set(sure.map(({ style }) => (style.orders ? undefined : style.order)))
  return others.length === 0 ? only : undefined
}

function written(
  column: ColumnMapping,
  index: number,
  survey: Survey,
  common: { point: '.' | ',' | undefined; order: 'dmy' | 'mdy' | undefined },
): Partial<ColumnMapping> {
  const forms = survey.days.get(index)
  if (forms) {
    const { style, contradicts } = dayEvidence([...forms.values()])
    return {
      dayOrder: column.dayOrder ?? style.order ?? (contradicts ? undefined : common.order),
      ...(style.orders && { dayOrders: style.orders }),
      ...(style.shortYears && { shortYears: true }),
      ...(style.serials && { serialDays: true }),
    }
  }
  const evidence = survey.points.get(index)
  if (!evidence || column.scale) return {}
  const { point, certain } = pointOf(evidence)
  return { point: certain && (evidence['.'] || evidence[',']) ? point : (common.point ?? point) }
}

function dayQuestion(
  { column, dayOrder }: ColumnMapping,
  forms: Map<string, string> | undefined,
  common: 'dmy' | 'mdy' | undefined,
): Question[] {
  const evidence = forms && dayEvidence([...forms.values()])
  if (!evidence || evidence.certain || ((dayOrder ?? common) && !evidence.contradicts)) return []
  const { reason } = evidence
  return [
    {
      id: `days:${column}`,
      asks: `${column}: ${reason}. Choose day first or month first.`,
      column,
      choices: [
        { value: 'dmy', label: 'day, month, year' },
        { value: 'mdy', label: 'month, day, year' },
      ],
    },
  ]
}

function pointQuestion(
  { column }: ColumnMapping,
  evidence: PointEvidence | undefined,
  common: '.' | ',' | undefined,
): Question[] {
  if (!evidence) return []
  const { certain, mixed, reason } = pointOf(evidence)
  if (certain || (!mixed && common)) return []
  const sample = evidence.either ?? evidence['.'] ?? ''
  const reads = (point: '.' | ',') => readInFile(sample, { point })
  return [
    {
      id: `numbers:${column}`,
      asks: `${column}: ${reason}. Choose one.`,
      column,
      choices: [
        { value: '.', label: `decimal point${reads('.') ? `: ${sample} is ${reads('.')}` : ''}` },
        { value: ',', label: `decimal comma${reads(',') ? `: ${sample} is ${reads(',')}` : ''}` },
      ],
    },
  ]
}
