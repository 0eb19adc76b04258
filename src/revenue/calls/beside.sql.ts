import { daysBetween, parseDay } from '@drumbeat/periods'
import type { Attainment } from '#goals/schema.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { callAccuracy } from '../accuracy.sql.ts'
import { type DayOutlook, dayOutlook } from '../outlook/day-outlook.sql.ts'
import type { Corrected, Grain, Ranged, RollUpLine } from '../schema.ts'
import { biasesOf, correctedLines, sumCorrected } from './corrected.ts'
import type { CallLine } from './roll-up.ts'

type Asked = {
  grain: Grain
  period: Attainment['period']
  asOf: string
  known: 'now' | 'then' | undefined
  at: string
  now: Date
}

/** Earlier periods whose calls tell of a bias. */
const pastPeriods = 12

/** Sets the outlook and the corrected calls beside the lines of a roll-up. */
export async function besideTheCalls(
  db: Db,
  scope: Scope,
  lines: readonly CallLine[],
  asked: Asked,
): Promise<{ lines: RollUpLine[]; outlook: Ranged | null; corrected: Corrected | null }> {
  const [onDay, biases] = await Promise.all([dayOutlookOf(db, scope, asked), biasesBefore(db, scope, asked)])
  const corrected = correctedLines(lines, biases)
  const ids = new Set(lines.map(({ personId }) => personId))
  const tops = lines.filter(({ managerId }) => managerId === null || !ids.has(managerId))
  return {
    lines: lines.map((line) => ({
      ...line,
      outlook: onDay && rangedOf(onDay, treeOf(lines, line.personId)),
      corrected: corrected.get(line.personId) ?? null,
    })),
    outlook: onDay && rangedOf(onDay, scope.sees.deals === 'all' ? null : ids),
    corrected: sumCorrected(tops.map(({ personId }) => corrected.get(personId) ?? null)),
  }
}

/** The expected bookings of some owners with their 80 % range. */
export function rangedOf(onDay: DayOutlook, owners: ReadonlySet<string> | null): Ranged {
  const { meanMinor, loMinor, hiMinor } = onDay.of(owners).expected
  return { meanMinor, loMinor, hiMinor }
}

function dayOutlookOf(db: Db, scope: Scope, { period, asOf, known, now }: Asked): Promise<DayOutlook | null> {
  return dayOutlook(db, scope, { period, day: asOf, known, now })
}

async function biasesBefore(db: Db, scope: Scope, { grain, period, asOf, known, at, now }: Asked) {
  const length = daysBetween({ from: period.from, to: period.to })
  const day = Math.min(length, Math.max(1, parseDay(asOf)! - parseDay(period.from)! + 1))
  const judgedOn = known === 'then' ? () => asOf : undefined
  const past = { grain, day, periods: pastPeriods, at: new Date(at), judgedOn, now }
  const [own, team] = await Promise.all([
    callAccuracy(db, scope, { ...past, covers: 'own' }),
    callAccuracy(db, scope, { ...past, covers: 'team' }),
  ])
  return biasesOf({ own: own.lines, team: team.lines })
}

function treeOf(lines: readonly CallLine[], personId: string): Set<string> {
  const found = new Set([personId])
  for (const id of found) for (const line of lines) if (line.managerId === id) found.add(line.personId)
  return found
}
