import { decide, fitting, type Present, type Unowned } from './assignment.ts'
import type { TermsOf } from './terms.ts'

/** A lead or deal of the past, with the day on which it came in and who owns it now. */
export type Came = Unowned & { day: string; week: string; ownerName: string | null; closedOn: string | null }

/** What a person of the pool had before the days that are tried: until which day it was open; null is still open. */
export type HadOpen = { personId: string; closedOn: string | null }

export type Tried = {
  matched: number
  nobody: number
  people: { personId: string; name: string; got: number; had: number }[]
  lines: { id: string; name: string; day: string; to: string | null; says: string }[]
}

const MOST_LINES = 200

/**
 * What a rule would have done with what came in, one after the other in order of time: turns, weekly limits and leave as of
 * each day, and how many each had open then: what they owned before, as owners stand now, and what the rule gave them since.
 */
export function triedOut(given: {
  rule: { place: number; name: string; terms: TermsOf<'assignment'> }
  came: readonly Came[]
  names: ReadonlyMap<string, string>
  awayOn: (personId: string, day: string) => Present['away']
  hadOpen: readonly HadOpen[]
}): Tried {
  const { rule, came, names, awayOn, hadOpen } = given
  const open = openBooks(hadOpen)
  const credits = new Map<string, number>()
  const got = new Map<string, number>()
  const inWeek = new Map<string, number>()
  const lines: Tried['lines'] = []
  let [matched, nobody] = [0, 0]
  let last: string | null = null
  for (const thing of came) {
    const because = fitting(thing, rule.terms)
    if (because === null) continue
    matched++
    const presentOf = (personId: string): Present => ({
      ...{ personId, name: names.get(personId) ?? 'somebody', credit: credits.get(personId) ?? 0 },
      open: open.on(personId, thing.day),
      away: awayOn(personId, thing.day),
      thisWeek: inWeek.get(`${thing.week} ${personId}`) ?? 0,
    })
    const people = new Map(rule.terms.pool.map(({ personId }) => [personId, presentOf(personId)]))
    const fallback = rule.terms.fallbackId === null ? null : presentOf(rule.terms.fallbackId)
    const decision = decide({ rule, because, people, last, fallback })
    for (const [personId, credit] of decision.credits) credits.set(personId, credit)
    const { personId } = decision
    const to = personId === null ? null : (names.get(personId) ?? 'somebody')
    if (personId === null) nobody++
    else {
      got.set(personId, (got.get(personId) ?? 0) + 1)
      open.add(personId, thing.closedOn)
      inWeek.set(`${thing.week} ${personId}`, (inWeek.get(`${thing.week} ${personId}`) ?? 0) + 1)
      if (decision.how === 'in turn') last = to
    }
    if (lines.length < MOST_LINES)
      lines.push({ id: thing.id, name: thing.name, day: thing.day, to, says: decision.says })
  }
  const fits = came.filter((thing) => fitting(thing, rule.terms) !== null)
  const everybody = [...new Set([...rule.terms.pool.map(({ personId }) => personId), ...got.keys()])]
  const people = everybody.map((personId) => {
    const name = names.get(personId) ?? 'somebody'
    return {
      personId,
      name,
      got: got.get(personId) ?? 0,
      had: fits.filter(({ ownerName }) => ownerName === name).length,
    }
  })
  return { matched, nobody, people, lines }
}

/** How many each person has open, day after day: what is closed on a day is not open on it any more. */
function openBooks(hadOpen: readonly HadOpen[]) {
  const books = new Map<string, (string | null)[]>()
  const add = (personId: string, closedOn: string | null) => {
    const book = books.get(personId)
    if (book) book.push(closedOn)
    else books.set(personId, [closedOn])
  }
  for (const { personId, closedOn } of hadOpen) add(personId, closedOn)
  return {
    add,
    /** Days are asked in order, so that what has closed is forgotten. */
    on: (personId: string, day: string): number => {
      const left = (books.get(personId) ?? []).filter((closedOn) => closedOn === null || closedOn > day)
      books.set(personId, left)
      return left.length
    },
  }
}
