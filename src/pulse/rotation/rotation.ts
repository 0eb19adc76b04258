import { dayAfter, daysBetween } from '@drumbeat/periods'

/** A question of the bank, and when it was asked last. */
export type Asking = { id: string; driver: string; lastAskedOn: string | null }

/** How long a question rests: it comes back at most once a quarter. */
export const RESTS_DAYS = 91

/**
 * Chooses the questions of a round: rested ones only, those that waited longest first, never asked ones before all, and no
 * driver twice while another has one waiting. Fewer than wanted where too few have rested.
 */
export function questionsFor(
  bank: readonly Asking[],
  { day, count, restsDays = RESTS_DAYS }: { day: string; count: number; restsDays?: number },
): string[] {
  const rested = bank.filter(
    ({ lastAskedOn }) => lastAskedOn === null || daysBetween({ from: lastAskedOn, to: day }) >= restsDays,
  )
  const queue = [...rested].sort((a, b) => byWaiting(a, b))
  const byDriver = [...Map.groupBy(queue, ({ driver }) => driver).values()]
  const chosen: Asking[] = []
  for (let turn = 0; chosen.length < count && byDriver.some((list) => list.length > turn); turn++) {
    const here = byDriver.flatMap((list) => list[turn] ?? []).sort(byWaiting)
    chosen.push(...here.slice(0, count - chosen.length))
  }
  return chosen.map(({ id }) => id)
}

/** What each member is asked in each round, for a plan of rounds and a bank; the whole bank is asked before any returns. */
export type Plan = { day: string; asked: { member: string; questions: string[] }[] }

/**
 * Plans rounds for members who are each asked a part of the bank: neighbours get neighbouring parts, so that together they
 * cover the whole bank as soon as they can, and for nobody a question comes back before it has rested.
 */
export function planRounds(input: {
  bank: readonly string[]
  members: readonly string[]
  days: readonly string[]
  perMember: number
  restsDays?: number
}): Plan[] {
  const { bank, members, days, perMember, restsDays = RESTS_DAYS } = input
  const last = new Map<string, string>()
  return days.map((day, round) => ({
    day,
    asked: members.map((member, at) => {
      const start = ((at + round * members.length) * perMember) % Math.max(1, bank.length)
      const order = [...bank.slice(start), ...bank.slice(0, start)]
      const questions = order
        .filter((question) => {
          const before = last.get(`${member}\n${question}`)
          return before === undefined || daysBetween({ from: before, to: day }) >= restsDays
        })
        .slice(0, perMember)
      for (const question of questions) last.set(`${member}\n${question}`, day)
      return { member, questions }
    }),
  }))
}

/** The first day on which a question may be asked again. */
export function returnsOn(lastAskedOn: string, restsDays = RESTS_DAYS): string {
  return dayAfter(lastAskedOn, restsDays)
}

function byWaiting(a: Asking, b: Asking): number {
  return (a.lastAskedOn ?? '') < (b.lastAskedOn ?? '')
    ? -1
    : a.lastAskedOn === b.lastAskedOn
      ? a.id < b.id
        ? -1
        : 1
      : 1
}
