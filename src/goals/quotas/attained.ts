import { dayAfter } from '@drumbeat/periods'
import { type ReportingLine, treeBelow } from '#company/scope.ts'
import { rounded } from '../incentives/amount.ts'
import type { AttainedQuota, Counts, Quota } from '../schema.ts'
import { fromTheBeginning } from '../tree.ts'

/** Digits kept behind the minor unit while summing; so many that rounding shows in no sum. */
export const FINE_DIGITS = 12
const FINE = 10n ** BigInt(FINE_DIGITS)
/** Digits behind the minor unit that a reader is given. */
const SHOWN = 10n ** BigInt(FINE_DIGITS - 4)

/** What one owner closed on one day, in minor units times 10^12 as whole-number text. */
export type DayCredit = {
  counts: Counts
  day: string
  ownerId: string | null
  territoryId: string | null
  familyId: string | null
  fine: string
}

/** Holds each quota against what was closed within its own dates: by the person, and by the person with everybody below. */
export function attained(given: {
  quotas: readonly Quota[]
  /** Sorted by day. */
  credits: readonly DayCredit[]
  lines: readonly ReportingLine[]
  members: ReadonlyMap<string, ReadonlySet<string>>
  today: string
}): AttainedQuota[] {
  const { quotas, members, today } = given
  const lines = fromTheBeginning(given.lines)
  const byCounts = Map.groupBy(given.credits, (credit) => credit.counts)
  return quotas.map((quota) => {
    const credits = within(quota, byCounts.get(quota.counts) ?? [])
    const own = sumOf(credits.filter((credit) => isOwn(credit, quota, members)))
    const whole = quota.subjectKind === 'person' ? sumOf(credits.filter(ownedWithin(quota, lines))) : own
    const { companyMinor: goal } = quota
    return {
      ...quota,
      closedMinor: minorOf(own),
      closed: exact(own),
      withReportsMinor: minorOf(whole),
      attainment: goal ? minorOf(own) / goal : null,
      withReportsAttainment: goal ? minorOf(whole) / goal : null,
      state: today < quota.startsOn ? 'coming' : today < quota.endsOn ? 'running' : 'ended',
    }
  })
}

/** The credits of a quota's days. */
function within({ startsOn, endsOn }: Quota, credits: readonly DayCredit[]): readonly DayCredit[] {
  return credits.slice(firstFrom(startsOn, credits), firstFrom(endsOn, credits))
}

/** Where the credits from a day on begin. */
function firstFrom(day: string, credits: readonly DayCredit[]): number {
  let [low, high] = [0, credits.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (credits[middle]!.day < day) low = middle + 1
    else high = middle
  }
  return low
}

function isOwn(credit: DayCredit, quota: Quota, members: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const { subjectId } = quota
  switch (quota.subjectKind) {
    case 'company':
      return true
    case 'person':
      return credit.ownerId === subjectId
    case 'team':
      return members.get(quota.id)?.has(credit.ownerId ?? '') ?? false
    case 'territory':
      return credit.territoryId === subjectId
    case 'family':
      return credit.familyId === subjectId
  }
}

/** By the team tree of the quota's last day. */
function ownedWithin({ subjectId, endsOn }: Quota, lines: readonly ReportingLine[]): (credit: DayCredit) => boolean {
  const ids = new Set(treeBelow({ personId: subjectId!, lines, day: dayAfter(endsOn, -1) }))
  return ({ ownerId }) => ownerId !== null && ids.has(ownerId)
}

function sumOf(credits: readonly DayCredit[]): bigint {
  return credits.reduce((sum, credit) => sum + BigInt(credit.fine), 0n)
}

function minorOf(fine: bigint): number {
  return Number(rounded(fine, FINE))
}

/** Minor units with four more digits, as text. */
function exact(fine: bigint): string {
  const shown = rounded(fine, SHOWN)
  const [sign, size] = shown < 0n ? ['-', -shown] : ['', shown]
  return `${sign}${size / 10_000n}.${String(size % 10_000n).padStart(4, '0')}`
}
