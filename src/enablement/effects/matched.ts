import { absorbed, grouped } from './absorb.ts'
import { leastSquares } from './solve.ts'
import { t975 } from './student.ts'

/** One deal: who opened it, what it is matched on, which of the things it had (by position), and what came of it. */
export type Observed = {
  person: string
  /** Deals of the same market, stage and quarter are compared with each other. */
  match: string
  /** What kind of deal it is (segment and size): taken out beside. */
  kind: string
  had: readonly boolean[]
  outcome: number
}

/** An estimate with its 95 % interval, or why there is none. */
export type Estimate =
  | { estimate: number; low: number; high: number; freedom: number; cannotTell: null }
  | { estimate: null; low: null; high: null; freedom: null; cannotTell: string }

/** So many people have to have it, and as many not. */
export const LEAST_PEOPLE = 5
/** So many deals on either side. */
export const LEAST_DEALS = 30
/** Leaving out a whole person at a time gets long; from here on several leave together. */
const MOST_GROUPS = 40

/**
 * What each thing does to the outcome: least squares on all things together, with what is the same for a person, for deals
 * of one market, stage and quarter, and for a kind of deal taken out. So a person's deals after a course are compared with
 * the same person's before, beside what happened meanwhile to others. The interval is the jackknife over people (a person's
 * deals are alike), with Student's t: groups - 1 degrees of freedom.
 */
export function matchedEffects(observed: readonly Observed[], things: number): Estimate[] {
  const limits = Array.from({ length: things }, (_, thing) => tooFew(observed, thing))
  const told = limits.flatMap((limit, thing) => (limit === null ? [thing] : []))
  const found = told.length === 0 ? [] : estimated(observed, told)
  return limits.map((limit, thing) => (limit === null ? found[told.indexOf(thing)]! : none(limit)))
}

/** The estimates of things of which there is enough. */
function estimated(observed: readonly Observed[], things: readonly number[]): Estimate[] {
  const set = setOf(observed, things)
  const whole = estimates(set, new Float64Array(observed.length).fill(1))
  const groups = Math.min(set.people.count, MOST_GROUPS)
  const without = Array.from({ length: groups }, (_, group) =>
    estimates(
      set,
      Float64Array.from(set.people.of, (person) => (person % groups === group ? 0 : 1)),
    ),
  )
  return whole.map((estimate, thing) => {
    const parts = without.map((each) => each[thing]!)
    if (estimate === null || parts.some((part) => part === null)) {
      return none(
        'Nothing is left to compare: whoever has it opened no deal before, or no deal of others is like theirs.',
      )
    }
    const freedom = groups - 1
    const variance = (freedom / groups) * parts.reduce((sum: number, part) => sum + (part! - estimate) ** 2, 0)
    const margin = t975(freedom) * Math.sqrt(variance)
    return { estimate, low: estimate - margin, high: estimate + margin, freedom, cannotTell: null }
  })
}

type Set = ReturnType<typeof setOf>

function setOf(observed: readonly Observed[], things: readonly number[]) {
  const people = grouped(observed.map(({ person }) => person))
  return {
    people,
    factors: [people, grouped(observed.map(({ match }) => match)), grouped(observed.map(({ kind }) => kind))],
    columns: [
      ...things.map((thing) => Float64Array.from(observed, ({ had }) => (had[thing] ? 1 : 0))),
      Float64Array.from(observed, ({ outcome }) => outcome),
    ],
  }
}

function estimates({ factors, columns }: Set, weight: Float64Array): (number | null)[] {
  const left = absorbed(columns, { factors, weight })
  return leastSquares(left.slice(0, -1), left.at(-1)!)
}

function tooFew(observed: readonly Observed[], thing: number): string | null {
  const [having, others] = [true, false].map((has) => observed.filter(({ had }) => had[thing] === has))
  const people = (of: readonly Observed[]) => new Set(of.map(({ person }) => person)).size
  const never = people(observed) - people(having!)
  if (people(having!) < LEAST_PEOPLE) {
    return `Only ${people(having!)} people with deals have it; ${LEAST_PEOPLE} are needed.`
  }
  if (having!.length < LEAST_DEALS)
    return `Only ${having!.length} deals were opened with it; ${LEAST_DEALS} are needed.`
  if (others!.length < LEAST_DEALS) {
    return `Only ${others!.length} deals were opened without it; ${LEAST_DEALS} are needed.`
  }
  if (never < LEAST_PEOPLE) {
    return `Only ${never} people who sell never had it; ${LEAST_PEOPLE} are needed to tell it from what changed for all.`
  }
  return null
}

function none(cannotTell: string): Estimate {
  return { estimate: null, low: null, high: null, freedom: null, cannotTell }
}
