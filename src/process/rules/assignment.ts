import { inTurn } from './in-turn.ts'
import type { TermsOf } from './terms.ts'

/** What an assignment looks at: a lead or a deal that nobody owns. */
export type Unowned = {
  id: string
  noun: 'lead' | 'deal'
  name: string
  stageId: string | null
  territoryId: string | null
  amountMinor: number | null
  currency: string
  country: string | null
  industry: string | null
  source: string | null
}

/** A person of the pool as of the day: why not there, how much is on the table already. */
export type Present = {
  personId: string
  name: string
  credit: number
  away: 'on leave' | 'left' | null
  /** Open leads or deals that the person owns. */
  open: number
  /** What rules handed to the person this week. */
  thisWeek: number
}

export type Decision = {
  personId: string | null
  how: 'in turn' | 'fallback' | 'nobody'
  /** Why this one, in words. */
  says: string
  credits: ReadonlyMap<string, number>
}

/** Why a rule fits a thing, in words; null where it does not. */
export function fitting(thing: Unowned, terms: TermsOf<'assignment'>): string | null {
  if ((terms.of === 'leads') !== (thing.noun === 'lead')) return null
  const reasons: string[] = []
  for (const [word, wanted, value] of [
    ['country', terms.countries, thing.country],
    ['industry', terms.industries, thing.industry],
    ['source', terms.sources, thing.source],
  ] as const) {
    if (wanted.length === 0) continue
    if (value === null || !wanted.some((each) => each.toLowerCase() === value.toLowerCase())) return null
    reasons.push(`${word} ${value}`)
  }
  if (terms.stageId !== null && terms.stageId !== thing.stageId) return null
  if (terms.territoryId !== null && terms.territoryId !== thing.territoryId) return null
  if (terms.amountFromMinor !== null && (thing.amountMinor ?? 0) < terms.amountFromMinor) return null
  if (terms.stageId !== null) reasons.push('its stage')
  if (terms.territoryId !== null) reasons.push('its territory')
  if (terms.amountFromMinor !== null) reasons.push('its amount')
  return reasons.length === 0 ? `any ${thing.noun} without an owner` : reasons.join(', ')
}

/** Who gets it: the next in turn among those who are there and not full, else the fallback owner, else nobody. */
export function decide(given: {
  rule: { place: number; name: string; terms: TermsOf<'assignment'> }
  because: string
  people: ReadonlyMap<string, Present>
  last: string | null
  fallback: Present | null
}): Decision {
  const { rule, because, people, last, fallback } = given
  const hindered: string[] = []
  const seats = rule.terms.pool.flatMap((seat) => {
    const present = people.get(seat.personId)
    if (!present) return []
    const why = hindrance(present, seat)
    if (why) hindered.push(`${present.name} (${why})`)
    return [{ personId: seat.personId, weight: seat.weight, credit: present.credit, isFree: why === null }]
  })
  const turn = inTurn(seats)
  const head = `Rule ${rule.place} "${rule.name}": ${because}`
  const passed = hindered.length === 0 ? '' : `; passed over ${hindered.join(', ')}`
  if (turn) {
    const taker = people.get(turn.personId)!
    const { perWeek } = rule.terms.pool.find(({ personId }) => personId === turn.personId)!
    const next = last === null ? 'first in turn' : `next in turn after ${last}`
    const week = perWeek === null ? `${taker.thisWeek + 1} this week` : `${taker.thisWeek + 1} of ${perWeek} this week`
    return {
      personId: turn.personId,
      how: 'in turn',
      says: `${head}; ${next}; ${week}${passed}.`,
      credits: turn.credits,
    }
  }
  const nobody = new Map<string, number>()
  if (fallback && fallback.away === null)
    return {
      personId: fallback.personId,
      how: 'fallback',
      says: `${head}; nobody of the pool is free, so the fallback owner${passed}.`,
      credits: nobody,
    }
  const none = fallback
    ? `, and the fallback owner ${fallback.name} is ${fallback.away === 'left' ? 'gone' : 'on leave'}`
    : ''
  return {
    personId: null,
    how: 'nobody',
    says: `${head}; nobody of the pool is free${none}${passed}.`,
    credits: nobody,
  }
}

function hindrance(
  { away, open, thisWeek }: Present,
  { capacity, perWeek }: { capacity: number | null; perWeek: number | null },
): string | null {
  if (away) return away
  if (capacity !== null && open >= capacity) return `full: ${open} of ${capacity} open`
  if (perWeek !== null && thisWeek >= perWeek) return `full: ${thisWeek} of ${perWeek} this week`
  return null
}
