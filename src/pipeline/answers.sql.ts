import { formatDay, parseDay } from '@drumbeat/periods'
import { companyProfile, companyToday } from '#company/profile.sql.ts'
import { leadSources } from '#crm/lead-sources.sql.ts'
import { stageNamesOn } from '#crm/stage-names.sql.ts'
import { splitSpans } from '#goals/splits-on.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Request } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { currentHistory } from './history/current.sql.ts'
import { NEVER } from './history/deal-history.ts'
import { fieldsNamedIn, type Naming, segmentsNamedIn } from './measures/segments-named.ts'
import { fieldsOf } from './reference/fields.sql.ts'
import type { Reference } from './reference/reference.ts'
import type { Basis, View } from './schema.ts'
import { type SegmentQuestion, segmentsOn, withinSegment } from './view/segment-questions.ts'
import { dayNumber, type Question, questionOf } from './view/view.ts'

export type Asking = { db: Db; scope: Scope; now: Date }

/** Prepares a question about the deals that the caller may see; what is computed of it must not wait in between. */
export async function ask(asking: Asking, view: View & Naming): Promise<Question> {
  return (await prepared(asking, view))(view)
}

/** The same with a question for each segment of its deals, as they stand on the day looked at and on further days. */
export async function askEach(
  asking: Asking,
  view: View & Naming,
  days: (question: Question) => readonly number[] = () => [],
): Promise<{ question: Question; segments: SegmentQuestion[] }> {
  const about = await prepared(asking, view)
  const question = about(view)
  const { by = [] } = view
  const found = by.length === 0 ? [] : segmentsOn(question, { by, days: [question.asOf, ...days(question)] })
  return {
    question,
    segments: found.map(({ keys, labels }) => ({ keys, labels, question: about(withinSegment(view, { by, keys })) })),
  }
}

/** Reads what questions like this one need, and then asks them. */
async function prepared({ db, scope, now }: Asking, view: View & Naming): Promise<(view: View) => Question> {
  const sources = segmentsNamedIn(view).has('source') ? await leadSources(db, scope) : undefined
  const today = await companyToday(db, now)
  const { timeZone } = await companyProfile(db)
  const splits = await splitSpans(db, timeZone)
  const current = await currentHistory(db)
  const fields = await fieldsOf(db, { reference: current.reference, names: fieldsNamedIn(view) })
  const reference = { ...current.reference, fields, ...(sources && { sources }) }
  const about = (reference: Reference) => (some: View) =>
    questionOf({ ...current, reference }, scope, { view: some, today, splits })
  const { knownBy } = about(reference)(view)
  return about(knownBy < NEVER - 1 ? await namedThen(db, { reference, knownBy }) : reference)
}

/** Stages as they were called when what is asked about was known. */
async function namedThen(db: Db, { reference, knownBy }: Pick<Question, 'reference' | 'knownBy'>): Promise<Reference> {
  const names = await stageNamesOn(db, formatDay(knownBy))
  return {
    ...reference,
    stages: reference.stages.map((stage) => stage && { ...stage, name: names.get(stage.id) ?? stage.name }),
  }
}

type Asked = Pick<Request<unknown, View & Naming, unknown>, 'workspace' | 'scope' | 'query'>

/** The question that a request asks. */
export function asked(request: Asked): Promise<Question> {
  return ask(askingOf(request), request.query)
}

/** The question that a request asks, and those of the segments it asks for. */
export function askedEach(
  request: Asked,
  days?: (question: Question) => readonly number[],
): Promise<{ question: Question; segments: SegmentQuestion[] }> {
  return askEach(askingOf(request), request.query, days)
}

function askingOf({ workspace, scope }: Asked): Asking {
  return { db: workspace.db, scope, now: workspace.clock() }
}

/** What an answer rests on. */
export function basisOf({ asOf, knownBy, reference, due }: Question): Basis {
  return {
    asOf: formatDay(asOf),
    knownOn: knownBy >= NEVER - 1 ? null : formatDay(knownBy),
    currency: reference.currency,
    due: due && { from: formatDay(due.from), to: formatDay(due.to), label: due.label },
  }
}

/** The days between which events count; without a first day, from the beginning. */
export function windowOf(
  { asOf }: Question,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): { from: number; to: number; told: { from: string | null; to: string } } {
  const first = from === undefined ? Number.MIN_SAFE_INTEGER : dayNumber(from)
  const last = to === undefined ? asOf : dayNumber(to)
  if (first > last) throw backwards(from!, formatDay(last))
  return { from: first, to: last, told: { from: from ?? null, to: formatDay(last) } }
}

/** The two ends of a waterfall: the closing is the day looked at unless another is named. */
export function endsOf(
  { asOf }: Question,
  asked: { from: string; to?: string | undefined },
): { from: number; to: number } {
  const [from, to] = [parseDay(asked.from)!, asked.to === undefined ? asOf : dayNumber(asked.to)]
  if (from > to) throw backwards(asked.from, formatDay(to))
  return { from, to }
}

function backwards(from: string, to: string) {
  return refusal(400, {
    code: 'backwards',
    message: `The first day, ${from}, lies after the last, ${to}.`,
    wayOut: 'Name the earlier day first.',
  })
}
