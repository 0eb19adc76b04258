import type { Day } from './days.ts'
import type { Random } from './random.ts'
import type { Holder, Seat } from './seats.ts'
import type { Story } from './truth.ts'

/**
 * What the courses of the demo company truly do, in log-odds that a deal opened after the course is won. The one that does
 * nothing is taken by the most skilled, so that a bare comparison of win rates speaks for it.
 */
export const courseTruth = {
  discovery: { name: 'Discovery with the customer’s own numbers', winLogOdds: 0.8 },
  closing: { name: 'Closing techniques', winLogOdds: 0 },
} as const

export type CourseKey = keyof typeof courseTruth
/** Who finished which course on which day. */
export type CourseTaken = { course: CourseKey; personId: string; on: Day }

/**
 * Every second seat of each territory sends its holder to the helpful course, from 26 to 15 months ago, skilled or not; the
 * more skilled half of all takes the other one, from 20 to 9 months ago.
 */
export function takeCourses(input: { story: Story; seats: readonly Seat[]; random: Random }): CourseTaken[] {
  const { story, seats, random } = input
  const holders = seats.map((seat) => seat.holders.at(-1)!)
  const skilled = new Set(bySkill(holders).slice(0, Math.floor(holders.length / 2)))
  const offset = random.whole(2)
  return holders.flatMap((holder, at): CourseTaken[] => [
    ...(at % 2 === offset ? taken('discovery', holder, story.today - 780 + random.whole(330)) : []),
    ...(skilled.has(holder) ? taken('closing', holder, story.today - 600 + random.whole(330)) : []),
  ])
}

/** What a person's courses add to the log-odds of a deal opened on a day. */
export function taughtBy(courses: readonly CourseTaken[], deal: { personId: string; createdOn: Day }): number {
  return courses
    .filter(({ personId, on }) => personId === deal.personId && on < deal.createdOn)
    .reduce((sum, { course }) => sum + courseTruth[course].winLogOdds, 0)
}

function bySkill(holders: readonly Holder[]): Holder[] {
  return holders.toSorted((a, b) => b.skill - a.skill)
}

/** Nobody takes a course before having been a month in the seat. */
function taken(course: CourseKey, { personId, startsOn }: Holder, on: Day): CourseTaken[] {
  return [{ course, personId, on: Math.max(on, Number.isFinite(startsOn) ? startsOn + 30 : on) }]
}
