import { dayAfter } from '@drumbeat/periods'
import { readCompany } from '#company/profile.sql.ts'
import { type DealMoves, pipelineMoves } from '#pipeline/moves.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { rangedOf } from '../calls/beside.sql.ts'
import { rollUpOf } from '../calls/roll-up.sql.ts'
import { notLearned } from '../outlook/answer.sql.ts'
import { type OutlookAsked, outlookAsked } from '../outlook/asked.sql.ts'
import { dayOutlook } from '../outlook/day-outlook.sql.ts'
import { countsByOwner, scoredDeals } from '../outlook/deals.sql.ts'
import type { Subject } from '../outlook/points.ts'
import { ownersOf } from '../outlook/subjects.sql.ts'
import type { Review } from './contract.ts'
import { whoToHelp } from './help.ts'

const most = 10
type Asked = OutlookAsked & { since?: string | undefined }

/** The week of a team: what moved, what to ask, who to help. */
export async function weeklyReview(db: Db, scope: Scope, asked: Asked, now: Date): Promise<Review> {
  const { period, day, subject, owners, currency } = await outlookAsked(db, scope, asked, now)
  const from = asked.since ?? dayAfter(day, -7)
  const view = { grain: period.grain as 'quarter', on: period.from, known: asked.known, ...narrowedTo(subject) }
  const moved = await pipelineMoves({ db, scope, now }, { view, from, to: day, bars: ['won', 'lost', 'pushed'], most })
  const [ask, people] = await Promise.all([
    whatToAsk(db, scope, asked, now),
    peopleOf(db, scope, { asked: { ...asked, asOf: day }, owners, moved, now }),
  ])
  const onDay = await dayOutlook(db, scope, { period, day, known: asked.known, now })
  const before = onDay && (await dayOutlook(db, scope, { period, day: from, known: asked.known, now }))
  const ownersBefore = before && (await ownersOf(db, subject, from))
  const { opening, bars, closing } = moved.fall
  return {
    ...{ period, currency, subject, week: { from, to: day } },
    waterfall: { opening, bars, closing },
    won: movesOf(moved, 'won'),
    lost: movesOf(moved, 'lost'),
    pushed: movesOf(moved, 'pushed'),
    ask,
    why: ask ? null : notLearned,
    help: whoToHelp(people.helped, writtenIn((await readCompany(db)).locale)),
    outlook: onDay && rangedOf(onDay, owners),
    outlookBefore: before && rangedOf(before, ownersBefore),
    quotaMinor: people.quotaMinor,
  }
}

function narrowedTo({ kind, id }: Subject): { person?: string; team?: string } {
  if (id === null) return {}
  return kind === 'team' ? { team: id } : { person: id }
}

function movesOf({ bars }: DealMoves, bar: 'won' | 'lost' | 'pushed'): Review['won'] {
  const { byOwner: _, ...found } = bars.get(bar)!
  return found
}

async function whatToAsk(db: Db, scope: Scope, asked: Asked, now: Date): Promise<Review['ask']> {
  const page = { ...asked, sort: 'amount' as const, offset: 0, limit: most }
  const [quiet, unattended, worse] = [
    await scoredDeals(db, scope, { ...page, show: 'quiet' }, now),
    await scoredDeals(db, scope, { ...page, show: 'unattended' }, now),
    await scoredDeals(db, scope, { ...page, show: 'worse' }, now),
  ]
  if (quiet.why !== null) return null
  const listed = ({ count, deals }: Pick<typeof quiet, 'count' | 'deals'>) => ({ count, deals })
  return {
    quiet: listed(quiet),
    unattended: listed(unattended),
    worse: listed(worse),
    quietAfterDays: quiet.quietAfterDays,
  }
}

type People = { asked: OutlookAsked & { asOf: string }; owners: Set<string> | null; moved: DealMoves; now: Date }

async function peopleOf(db: Db, scope: Scope, { asked, owners, moved, now }: People) {
  const { grain, on, asOf, known } = asked
  const held = await rollUpOf(db, scope, { grain, on, asOf, known, method: 'as submitted', now })
  const lines = held.lines.filter(({ personId }) => owners === null || owners.has(personId))
  const missing = new Set(held.missing.map(({ personId }) => personId))
  const counts = await countsByOwner(db, scope, { grain, on, asOf, known }, now)
  const none = { quiet: 0, worse: 0, unattended: 0 }
  const helped = lines
    .filter(({ hasReports }) => !hasReports)
    .map(({ personId, name, quotaMinor, closedMinor, openMinor, outlook }) => ({
      ...{ personId, name, quotaMinor, closedMinor, openMinor, outlookMinor: outlook?.meanMinor ?? null },
      ...(counts.get(personId) ?? none),
      pushed: moved.bars.get('pushed')!.byOwner.get(personId) ?? 0,
      hasCalled: !missing.has(personId),
      isAsked: missing.has(personId) || lines.some((line) => line.personId === personId && line.own !== null),
    }))
  const top = lines.find(({ personId }) => personId === asked.personId)
  const quotaMinor = top ? top.quotaMinor : owners === null ? held.total.quotaMinor : null
  return { helped, quotaMinor }
}
