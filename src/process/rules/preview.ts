import { decide, fitting, type Present, type Unowned } from './assignment.ts'
import type { TermsOf } from './terms.ts'

/** A lead or deal of the past, with the day on which it came in and who owns it now. */
export type Came = Unowned & { day: string; week: string; ownerName: string | null }

export type Tried = {
  matched: number
  nobody: number
  people: { personId: string; name: string; got: number; had: number }[]
  lines: { id: string; name: string; day: string; to: string | null; says: string }[]
}

const MOST_LINES = 200

/**
 * What a rule would have done with what came in, one after the other in order of time: turns, weekly limits and leave as of
 * each day. How many each had open on those days is not known, so limits of open ones hinder nobody here.
 */
export function triedOut(given: {
  rule: { place: number; name: string; terms: TermsOf<'assignment'> }
  came: readonly Came[]
  names: ReadonlyMap<string, string>
  awayOn: (personId: string, day: string) => Present['away']
}): Tried {
  const { rule, came, names, awayOn } = given
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
      ...{ personId, name: names.get(personId) ?? 'somebody', credit: credits.get(personId) ?? 0, open: null },
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
