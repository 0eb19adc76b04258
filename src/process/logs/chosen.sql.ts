import { parseDay } from '@drumbeat/periods'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { ProcessFilter } from '../contract.ts'
import { casesOf, type EventLog } from '../mining/log.ts'
import { dealLog } from './deals.sql.ts'
import { eventLog } from './logs.sql.ts'

/** The log that is asked for, with only the cases that are asked for. */
export async function chosenLog(
  db: Db,
  scope: Scope,
  { log: name, now, ...filter }: ProcessFilter & { log: string; now: Date },
): Promise<EventLog> {
  const log = name === 'deals' ? await dealLog(db, scope, { ...filter, now }) : await eventLog(db, name)
  const { from, to } = filter
  if (from === undefined && to === undefined) return log
  const [first, end] = [edge(from, Number.NEGATIVE_INFINITY), edge(to, Number.POSITIVE_INFINITY)]
  return casesOf(log, (number) => {
    const begins = log.at[log.starts[number]!]!
    return begins >= first && begins < end
  })
}

/** The first instant of a day in UTC. */
function edge(day: string | undefined, otherwise: number): number {
  return day === undefined ? otherwise : parseDay(day)! * DAY_MS
}

const DAY_MS = 24 * 60 * 60 * 1000
