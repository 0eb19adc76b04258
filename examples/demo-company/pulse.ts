import { type Day, dayText, monthStart } from './days.ts'
import type { Random } from './random.ts'
import type { PersonRow } from './rows.ts'

/** What was asked in each monthly round of the demo company, in order; null is a comment. */
export const pulseAsked = [
  'recommend',
  'workload-1',
  'tools-1',
  'tools-5',
  'clarity-1',
  'manager-3',
  'recognition-1',
  'growth-1',
  'comment-change',
] as const

/** How favourable each statement is on the whole, and the drop that a good survey finds: tools, everywhere, in the last round. */
export const pulseTruth = {
  favourable: {
    'workload-1': 0.6,
    'tools-1': 0.8,
    'tools-5': 0.78,
    'clarity-1': 0.7,
    'manager-3': 0.8,
    'recognition-1': 0.62,
    'growth-1': 0.58,
  } as Record<string, number>,
  answers: 0.84,
  drop: { driver: 'tools', to: 0.25 },
} as const

/** One person's answers of a round, in the order of `pulseAsked`; they are counted and forgotten, no row keeps them. */
export type PulseAnswers = { personId: string; values: (number | null)[] }
export type PulseRound = {
  day: string
  lastDay: string
  present: string[]
  answers: PulseAnswers[]
  comments: string[]
}

const months = 6

const said = [
  'The new quoting tool loses my draft when the line drops.',
  'Three systems ask me for the same customer data.',
  'Fewer reports at month end, please.',
  'More time with customers, fewer forms.',
  'Tell us earlier when prices change.',
]

/** Rounds of the past months, one per month on the day of today. */
export function answerPulse(input: { today: Day; people: readonly PersonRow[]; random: Random }): PulseRound[] {
  const { today, people, random } = input
  return Array.from({ length: months }, (_, at) => {
    const day = dayOfRound(today, at - months)
    const on = dayText(day)
    const isLast = at === months - 1
    const present = people.filter(
      (each) => (each.hired_on ?? '') <= on && (each.left_on === null || each.left_on >= on),
    )
    return {
      day: on,
      lastDay: dayText(day + 4),
      present: present.map(({ id }) => id),
      answers: present
        .filter(() => random.chance(pulseTruth.answers))
        .map(({ id }) => ({ personId: id, values: answersOf({ random, isDropped: isLast }) })),
      comments: isLast ? said : said.slice(2, 4),
    }
  })
}

function answersOf({ random, isDropped }: { random: Random; isDropped: boolean }): (number | null)[] {
  return pulseAsked.map((question) => {
    if (question === 'comment-change' || random.chance(0.04)) return null
    if (question === 'recommend')
      return random.chance(0.5) ? 9 + random.whole(2) : random.chance(0.65) ? 7 + random.whole(2) : 2 + random.whole(5)
    const isTools = question.startsWith(pulseTruth.drop.driver)
    const chance = isDropped && isTools ? pulseTruth.drop.to : pulseTruth.favourable[question]!
    return random.chance(chance) ? 4 + random.whole(2) : random.chance(0.5) ? 3 : 1 + random.whole(2)
  })
}

/** The same day of another month, or its last. */
function dayOfRound(today: Day, back: number): Day {
  const first = monthStart(today, back)
  return Math.min(first + (today - monthStart(today)), monthStart(today, back + 1) - 1)
}
