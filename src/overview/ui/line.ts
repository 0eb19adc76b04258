import type { Attainment, AttainmentLine } from '#goals/schema.ts'

/** The line a user's first sentence is about: the company's where they see it, else their own with everybody below. */
export function lineOf({ company, people }: Attainment, personId: string | null): AttainmentLine | null {
  return company ?? people.find((line) => line.subjectId === personId) ?? null
}

/** The goal times the share of the period that has passed: where an even pace would stand today. */
export function evenPace({ elapsed }: Attainment, { quotaMinor }: AttainmentLine): number | null {
  return quotaMinor === null ? null : Math.round(quotaMinor * elapsed)
}
