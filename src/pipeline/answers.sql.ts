import { formatDay, parseDay } from '@drumbeat/periods'
import { companyProfile, companyToday } from '#company/profile.sql.ts'
import { leadSources } from '#crm/lead-sources.sql.ts'
import { stageNamesOn } from '#crm/stage-names.sql.ts'
import { splitSpans } from '#goals/splits-on.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Request } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { type CurrentHistory, currentHistory } from './history/current.sql.ts'
import { NEVER } from './history/deal-history.ts'
import { type Naming, segmentsNamedIn } from './measures/segments-named.ts'
import type { Basis, View } from './schema.ts'
import { dayNumber, type Question, questionOf } from './view/view.ts'

export type Asking = { db: Db; scope: Scope; now: Date }

/** Prepares a question about the deals that the caller may see; what is computed of it must not wait in between. */
export async function ask({ db, scope, now }: Asking, view: View & Naming): Promise<Question> {
  const sources = segmentsNamedIn(view).has('source') ? await leadSources(db, scope) : undefined
  const today = await companyToday(db, now)
  const { timeZone } = await companyProfile(db)
  const splits = await splitSpans(db, timeZone)
  const question = questionOf(withSources(await currentHistory(db), sources), scope, { view, today, splits })
  if (question.knownBy < NEVER - 1) question.reference = await namedThen(db, question)
  return question
}

function withSources(current: CurrentHistory, sources: Map<string, string> | undefined): CurrentHistory {
  return sources ? { ...current, reference: { ...current.reference, sources } } : current
}

/** Stages as they were called when what is asked about was known. */
async function namedThen(db: Db, { reference, knownBy }: Question): Promise<Question['reference']> {
  const names = await stageNamesOn(db, formatDay(knownBy))
  return {
    ...reference,
    stages: reference.stages.map((stage) => stage && { ...stage, name: names.get(stage.id) ?? stage.name }),
  }
}

/** The question that a request asks. */
export function asked({
  workspace,
  scope,
  query,
}: Pick<Request<unknown, View & Naming, unknown>, 'workspace' | 'scope' | 'query'>): Promise<Question> {
  return ask({ db: workspace.db, scope, now: workspace.clock() }, query)
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
