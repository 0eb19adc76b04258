import { dayAfter, daysBetween } from '@drumbeat/periods'
import type { z } from 'zod'
import { companyProfile } from '#company/profile.sql.ts'
import { fiscalCalendarOf } from '#company/schema.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { add } from '#platform/numbers/decimal.ts'
import type { Work } from '#platform/transaction.ts'
import { refuseEmpty, setCounts, type WantedCount } from './change.tx.ts'
import type { countsContract } from './contract.ts'
import { countsByDay } from './counts.sql.ts'
import { namesOf } from './people.sql.ts'
import { periodEnd } from './period-end.ts'
import { cut, spreadCounts } from './spread.ts'

type Asked = z.output<typeof countsContract.spreadCounts.body>
type Answer = z.output<typeof countsContract.spreadCounts.reply>

/** Spreads a target over people and periods; sets the goals where asked to, all or nothing. */
export async function spreadOver(work: Work, scope: Scope, asked: Asked): Promise<Answer> {
  const { db } = work.workspace
  const { metric, target, people, by, apply } = asked
  refuseEmpty(asked)
  const names = await namesOf(
    db,
    people.map(({ personId }) => personId),
  )
  const stranger = people.find(({ personId }) => !names.has(personId))
  if (stranger)
    throw refusal(400, {
      code: 'unknown',
      message: `There is no person ${stranger.personId}.`,
      wayOut: 'Choose people who exist.',
    })
  const before = await reachedBefore(db, scope, asked)
  const weights = people.map(({ personId, weight }) => ({
    key: personId,
    weight: by === 'weight' ? weight : Math.max(0, Number(before.get(personId) ?? 0)),
  }))
  const spread = spreadCounts({ target, people: weights, periods: await piecesOf(db, asked) })
  const wanted = spread.flatMap(({ key, periods }) =>
    periods.map(
      ({ amount, ...span }): WantedCount => ({
        subjectKind: 'person',
        subjectId: key,
        metric,
        ...span,
        target: String(amount),
      }),
    ),
  )
  if (apply) await setCounts(work, wanted)
  return {
    assigned: spread.reduce((sum, { amount }) => sum + amount, 0),
    people: spread.map(({ key, ...rest }) => ({
      personId: key,
      name: names.get(key)!,
      before: before.get(key) ?? '0',
      ...rest,
    })),
    applied: apply,
  }
}

/** What each reached in the span of equal length before. */
async function reachedBefore(db: Db, scope: Scope, { startsOn, endsOn, metric }: Asked): Promise<Map<string, string>> {
  const from = dayAfter(startsOn, -daysBetween({ from: startsOn, to: endsOn }))
  const before = new Map<string, string>()
  for (const { ownerId, amount } of await countsByDay(db, scope, { from, to: startsOn, metrics: [metric] }))
    if (ownerId !== null) before.set(ownerId, add(before.get(ownerId) ?? '0', amount))
  return before
}

async function piecesOf(db: Db, { startsOn, endsOn, periods }: Asked) {
  if (periods === 'whole') return cut({ startsOn, endsOn }, null)
  const calendar = fiscalCalendarOf(await companyProfile(db))
  return cut({ startsOn, endsOn }, periodEnd(periods === 'months' ? 'month' : 'quarter', calendar))
}
