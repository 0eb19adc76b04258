import { formatDay } from '@drumbeat/periods'
import { readCompany } from '#company/profile.sql.ts'
import { activityDays } from '#crm/activity-days.sql.ts'
import { type DealOnDay, dealLines } from '#pipeline/lives.sql.ts'
import { type SegmentName, segmentation } from '#pipeline/segments.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { notLearned } from './answer.sql.ts'
import { type OutlookAsked, outlookAsked } from './asked.sql.ts'
import { besideTheRep } from './beside.ts'
import type { ScoredDeal } from './contract.ts'
import { type DayOutlook, dayOutlook } from './day-outlook.sql.ts'
import { namesOf } from './names.sql.ts'
import { quietAfter } from './quiet.ts'
import { reasonsOf } from './reasons.ts'

type Show = 'all' | 'better' | 'worse' | 'quiet' | 'unattended'
type Sort = 'expected' | 'chance' | 'amount' | 'quiet'
type ListAsked = OutlookAsked & {
  show: Show
  sort: Sort
  by?: readonly SegmentName[] | undefined
  keys?: string | undefined
  offset: number
  limit: number
}
type Judged = Omit<ScoredDeal, 'deal' | 'reasons' | 'baseline'> & {
  id: string
  owner: string | null
  worth: number
  isUnattended: boolean
}

/** Open deals with their chances, what stands out among them, and why. */
export async function scoredDeals(db: Db, scope: Scope, asked: ListAsked, now: Date) {
  const { period, day, owners, currency } = await outlookAsked(db, scope, asked, now)
  const onDay = await dayOutlook(db, scope, { period, day, known: asked.known, now })
  const told = { period, currency, asOf: day }
  if (!onDay) return { ...told, count: 0, quietAfterDays: null, why: notLearned, deals: [], next: null }
  const { quietAfterDays, judged } = await judgedDeals(db, onDay)
  const isInSegment = await segmentAsked({ db, scope, now }, { ...asked, day })
  const found = judged
    .filter(({ owner }) => owners === null || (owner !== null && owners.has(owner)))
    .filter(({ id }) => isInSegment(id))
    .filter(showing[asked.show])
    .sort((a, b) => sorting[asked.sort](b) - sorting[asked.sort](a) || (a.id < b.id ? -1 : 1))
  const page = found.slice(asked.offset, asked.offset + asked.limit)
  const end = asked.offset + asked.limit
  return {
    ...told,
    count: found.length,
    quietAfterDays,
    why: null,
    deals: await explained(db, scope, { onDay, page, now }),
    next: found.length > end ? end : null,
  }
}

/** One open deal with every reason of its chance. */
export async function scoredDeal(db: Db, scope: Scope, { id, ...asked }: OutlookAsked & { id: string }, now: Date) {
  const { period, day, currency } = await outlookAsked(db, scope, asked, now)
  const onDay = await dayOutlook(db, scope, { period, day, known: asked.known, now })
  const told = { period, currency }
  if (!onDay) return { ...told, scored: null, why: notLearned }
  const page = (await judgedDeals(db, onDay)).judged.filter((deal) => deal.id === id)
  const [scored] = await explained(db, scope, { onDay, page, now })
  return {
    ...told,
    scored: scored ?? null,
    why: scored ? null : 'The deal is closed, left out of the forecast, or not there on that day.',
  }
}

/** How many open deals of each owner are quiet, worse than said, or due and untouched; empty where nothing was learned. */
export async function countsByOwner(
  db: Db,
  scope: Scope,
  asked: OutlookAsked,
  now: Date,
): Promise<Map<string, { quiet: number; worse: number; unattended: number }>> {
  const { period, day } = await outlookAsked(db, scope, asked, now)
  const onDay = await dayOutlook(db, scope, { period, day, known: asked.known, now })
  if (!onDay) return new Map()
  const { judged } = await judgedDeals(db, onDay)
  const count = (deals: readonly Judged[], show: Show) => deals.filter(showing[show]).length
  return new Map(
    [...Map.groupBy(judged, ({ owner }) => owner ?? '')].map(([owner, deals]) => [
      owner,
      { quiet: count(deals, 'quiet'), worse: count(deals, 'worse'), unattended: count(deals, 'unattended') },
    ]),
  )
}

/** Whether a deal is in the one segment that was asked for. */
async function segmentAsked(
  asking: Parameters<typeof segmentation>[0],
  { by = [], keys, known, day }: Pick<ListAsked, 'by' | 'keys' | 'known'> & { day: string },
): Promise<(id: string) => boolean> {
  if (by.length === 0 || keys === undefined) return () => true
  const { placesOf } = await segmentation(asking, { asOf: day, known, by })
  const wanted = by.length === 1 ? [keys] : keys.split('|')
  return (id) => placesOf(id).some((place) => place.keys.every((key, at) => key === wanted[at]))
}

const showing: Record<Show, (deal: Judged) => boolean> = {
  all: () => true,
  better: ({ beside }) => beside === 'better',
  worse: ({ beside }) => beside === 'worse',
  quiet: ({ isQuiet }) => isQuiet,
  unattended: ({ isUnattended }) => isUnattended,
}
const sorting: Record<Sort, (deal: Judged) => number> = {
  expected: ({ expectedMinor }) => expectedMinor,
  chance: ({ chance }) => chance,
  amount: ({ worth }) => (Number.isNaN(worth) ? -1 : worth),
  quiet: ({ quietDays }) => quietDays,
}

/** Every open deal of the outlook with its verdicts; worked out once per state of the deals. */
async function judgedDeals(db: Db, onDay: DayOutlook): Promise<JudgedDeals> {
  const known = kept.get(onDay)
  if (known) return known
  const { lives, span, days, book, learned } = onDay
  const dealOn = lives.dealOn(span.day, span.known)
  const done = await activityDays(db)
  const { percent } = writtenIn((await readCompany(db)).locale)
  const signsOf = ({ deal, id, createdOn }: DealOnDay) => [
    createdOn,
    ...lives.changeDays(deal, span.day, span.known),
    ...(done.get(id) ?? []).filter((day) => day <= span.day),
  ]
  const quietAfterDays = usualSilence(onDay, lives.on(span.day, span.known), signsOf)
  const isDue = ({ expectedClose }: DealOnDay) =>
    expectedClose !== null && expectedClose >= span.from && expectedClose < span.to
  const isSoon = ({ expectedClose }: DealOnDay) => expectedClose !== null && expectedClose <= span.day + soon
  const all = book.open.flatMap((scored, at) => {
    const { deal, isSeen } = days.open[at]!
    return isSeen ? [{ ...scored, ...dealOn(deal)! }] : []
  })
  const besideOf = besideTheRep(all.filter(isDue), { isUsable: learned.model.hazard.win.inUse, percent })
  const judged = all.map((deal): Judged => {
    const quietDays = Math.max(0, span.day - Math.max(...signsOf(deal)))
    return {
      ...{ id: deal.id, owner: deal.owner, worth: deal.worth, chance: deal.chance, quietDays },
      expectedMinor: deal.worth > 0 ? Math.round(deal.worth * deal.chance) : 0,
      isQuiet: quietAfterDays !== null && quietDays > quietAfterDays,
      isUnattended: isSoon(deal) && quietDays >= untouched,
      ...(isDue(deal) ? besideOf(deal) : { beside: 'as said', besideSays: '' }),
    }
  })
  kept.set(onDay, { quietAfterDays, judged })
  return { quietAfterDays, judged }
}

type JudgedDeals = { quietAfterDays: number | null; judged: Judged[] }
const kept = new WeakMap<DayOutlook, JudgedDeals>()
/** A deal that is due within so many days, or overdue, and untouched for so many deserves a question. */
const soon = 14
const untouched = 14
/** Days back from which won deals tell how long silences usually are. */
const silenceDays = 730

function usualSilence(
  { span }: DayOutlook,
  deals: readonly DealOnDay[],
  signsOf: (deal: DealOnDay) => number[],
): number | null {
  const won = deals.filter(
    ({ outcome, closedOn }) => outcome === 'won' && closedOn !== null && closedOn > span.day - silenceDays,
  )
  return quietAfter(won.map((deal) => ({ signs: signsOf(deal), closedOn: deal.closedOn! })))
}

async function explained(
  db: Db,
  scope: Scope,
  { onDay, page, now }: { onDay: DayOutlook; page: readonly Judged[]; now: Date },
): Promise<ScoredDeal[]> {
  const { span, days } = onDay
  const snapshots = new Map(days.open.map(({ id, snapshot }) => [id, snapshot]))
  const ids = page.flatMap(({ id }) => Object.values(snapshots.get(id)!.values).filter(isUuid))
  const [names, company, lines] = await Promise.all([
    namesOf(db, ids),
    readCompany(db),
    dealLines(
      { db, scope, now },
      { asOf: formatDay(span.day), known: span.known === 'then' ? 'then' : 'now', ids: page.map(({ id }) => id) },
    ),
  ])
  const lineOf = new Map(lines.map((line) => [line.id, line]))
  const about = { names, day: span.day, number: writtenIn(company.locale).number }
  return page.flatMap(({ id, owner: _owner, worth: _worth, isUnattended: _isUnattended, ...judged }) => {
    const deal = lineOf.get(id)
    if (!deal) return []
    const snapshot = snapshots.get(id)!
    const reasoned = onDay.explain(id, snapshot)
    const reasons = reasonsOf(reasoned, snapshot, about)
    return [{ deal, ...judged, reasons, baseline: reasoned.baseline }]
  })
}

function isUuid(value: number | string | null): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)
}
