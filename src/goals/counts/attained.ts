import { dayAfter } from '@drumbeat/periods'
import { type ReportingLine, treeBelow } from '#company/scope.ts'
import { add } from '#platform/numbers/decimal.ts'
import { fromTheBeginning } from '../tree.ts'
import type { CountQuota } from './contract.ts'
import type { Metric } from './metrics.ts'

/** What came on one day. Decimal text, so that units add up exactly. */
export type DayCount = {
  metric: Metric
  day: string
  ownerId: string | null
  territoryId: string | null
  /** Of a deal with products those of all of them. */
  familyIds: readonly string[]
  amount: string
}

export type StoredCount = Omit<
  CountQuota,
  'reached' | 'withReports' | 'passedDown' | 'attainment' | 'withReportsAttainment' | 'state'
>

/** Holds each goal against what came within its own dates: by the person, and by the person with everybody below. */
export function attainedCounts(given: {
  quotas: readonly StoredCount[]
  counts: readonly DayCount[]
  lines: readonly ReportingLine[]
  members: ReadonlyMap<string, ReadonlySet<string>>
  today: string
}): CountQuota[] {
  const { quotas, members, today } = given
  const lines = fromTheBeginning(given.lines)
  const byMetric = Map.groupBy(given.counts, ({ metric }) => metric)
  return quotas.map((quota) => {
    const counts = (byMetric.get(quota.metric) ?? []).filter(({ day }) => day >= quota.startsOn && day < quota.endsOn)
    const reached = sumOf(counts.filter((count) => isOwn(count, quota, members)))
    const last = dayAfter(quota.endsOn, -1)
    const below =
      quota.subjectKind === 'person' ? new Set(treeBelow({ personId: quota.subjectId!, lines, day: last })) : null
    const withReports = below ? sumOf(counts.filter(({ ownerId }) => ownerId !== null && below.has(ownerId))) : reached
    const share = (amount: string) => (Number(quota.target) > 0 ? Number(amount) / Number(quota.target) : null)
    return {
      ...quota,
      reached,
      withReports,
      passedDown: below ? passedDown(quota, { quotas, lines, last }) : null,
      attainment: share(reached),
      withReportsAttainment: share(withReports),
      state: today < quota.startsOn ? 'coming' : today < quota.endsOn ? 'running' : 'ended',
    }
  })
}

/** What the direct reports have for the same days; null for who has no reports with such a goal. */
function passedDown(
  quota: StoredCount,
  { quotas, lines, last }: { quotas: readonly StoredCount[]; lines: readonly ReportingLine[]; last: string },
): string | null {
  const reports = new Set(
    lines
      .filter(
        ({ managerId, startsOn, endsOn }) =>
          managerId === quota.subjectId && startsOn <= last && (endsOn === null || endsOn > last),
      )
      .map(({ personId }) => personId),
  )
  const theirs = quotas.filter(
    (each) =>
      each.endedAt === null &&
      each.subjectKind === 'person' &&
      each.metric === quota.metric &&
      each.startsOn === quota.startsOn &&
      each.endsOn === quota.endsOn &&
      reports.has(each.subjectId ?? ''),
  )
  return theirs.length === 0 ? null : theirs.reduce((sum, { target }) => add(sum, target), '0')
}

function isOwn(count: DayCount, quota: StoredCount, members: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const { subjectId } = quota
  switch (quota.subjectKind) {
    case 'company':
      return true
    case 'person':
      return count.ownerId === subjectId
    case 'team':
      return members.get(quota.id)?.has(count.ownerId ?? '') ?? false
    case 'territory':
      return count.territoryId === subjectId
    case 'family':
      return count.familyIds.includes(subjectId!)
  }
}

function sumOf(counts: readonly DayCount[]): string {
  return counts.reduce((sum, { amount }) => add(sum, amount), '0')
}
