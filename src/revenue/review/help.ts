import type { Written } from '#platform/numbers/written.ts'
/** What is known of one person of a team for the period, for the question whom to help. */
export type Helped = {
  personId: string
  name: string
  quotaMinor: number | null
  closedMinor: number
  openMinor: number
  outlookMinor: number | null
  hasCalled: boolean
  isAsked: boolean
  pushed: number
  quiet: number
  worse: number
  unattended: number
}

export type Help = Helped & {
  /** Quota less what the outlook expects, where that is above zero; null without a quota or an outlook. */
  gapMinor: number | null
  /** Why this person, in words; empty where nothing speaks for it. */
  reasons: string[]
}

/** The people of a team for whom something speaks for help, the largest gap to the quota first. */
export function whoToHelp(people: readonly Helped[], written: Written): Help[] {
  return people
    .map((person): Help => ({ ...person, gapMinor: gapOf(person), reasons: reasonsFor(person, written) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort(
      (a, b) =>
        (b.gapMinor ?? 0) - (a.gapMinor ?? 0) || b.reasons.length - a.reasons.length || a.name.localeCompare(b.name),
    )
}

function gapOf({ quotaMinor, outlookMinor }: Helped): number | null {
  if (quotaMinor === null || outlookMinor === null) return null
  return Math.max(0, quotaMinor - outlookMinor)
}

/** Below this share of the quota the outlook is a reason. */
const enoughOfQuota = 0.9

function reasonsFor(person: Helped, { percent, number }: Written): string[] {
  const { quotaMinor, outlookMinor, pushed, quiet, worse, unattended } = person
  const share = quotaMinor !== null && quotaMinor > 0 && outlookMinor !== null ? outlookMinor / quotaMinor : null
  const counted = (count: number, noun: string) => `${number(count)} ${noun}${count === 1 ? '' : 's'}`
  return [
    ...(share !== null && share < enoughOfQuota ? [`the outlook is ${percent(share)} of quota`] : []),
    ...(unattended > 0 ? [`${counted(unattended, 'deal')} due within two weeks, untouched for two`] : []),
    ...(quiet > 0 ? [`${counted(quiet, 'deal')} gone quiet`] : []),
    ...(worse > 0 ? [`${counted(worse, 'committed deal')} less likely than said`] : []),
    ...(pushed > 0 ? [`${counted(pushed, 'deal')} pushed this week`] : []),
    ...(person.isAsked && !person.hasCalled ? ['has not called'] : []),
  ]
}
