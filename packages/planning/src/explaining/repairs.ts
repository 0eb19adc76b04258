import type { Highs } from 'highs'
import { cleanNumber } from '../program/clean-values.ts'
import type { Built } from '../program/layout.ts'
import type { Deadline } from '../solving/deadline.ts'
import { type ConflictProgram, conflictProgram, type Droppable, identityOf } from './conflict-program.ts'
import type { Conflict } from './explanation.ts'
import type { Words } from './words.ts'

type Repair = Conflict['repairs'][number]

/** Programs up to this size are asked as a whole whether a repair solves everything; larger ones only about the conflict. */
const [mostColumns, mostWhole] = [20_000, 3_000]

/**
 * For each rule of a conflict, by how much it alone must give way so that everything else can be kept, the smallest first. Each amount
 * has been solved with: in the whole program where that is small enough, and there also in whole numbers.
 */
export function repairsOf(given: {
  highs: Highs
  built: Built
  deadline: Deadline
  part: { readonly questions: ConflictProgram }
  rules: readonly Droppable[]
  words: Words
}): Conflict['repairs'] {
  const { highs, built, deadline, part, rules, words } = given
  const { instance, program } = built
  const { periods } = instance
  const integral = program.integers > 0
  const small = program.columns <= (integral ? mostWhole : mostColumns)
  const whole = small ? conflictProgram({ highs, instance, program, deadline, integral }) : undefined
  const names = [...new Set(rules.filter((each) => hasAmount(each)).map((each) => identityOf(each.words)))]
  const everything = names.flatMap((name) =>
    repairWith({ periods, questions: whole, name, solves: 'everything', words }),
  )
  const repairs =
    everything.length > 0
      ? everything
      : names.flatMap((name) =>
          repairWith({ periods, questions: part.questions, name, solves: 'this conflict', words }),
        )
  return repairs.sort((a, b) => a.amount - b.amount)
}

/** Whole numbers and lot sizes are kept or not: there is no amount by which they give way. */
function hasAmount({ columns, words }: Droppable): boolean {
  return columns.length > 0 && !/^(lot size of|setup of|the strategy)/.test(words.rule)
}

function repairWith(given: {
  periods: readonly string[]
  questions: ConflictProgram | undefined
  name: string
  solves: Repair['solves']
  words: Words
}): Repair[] {
  const { periods, questions, name, solves, words } = given
  const rules = questions?.rules.filter((each) => identityOf(each.words) === name) ?? []
  const ways = rules.length > 0 ? questions!.giveWay(rules) : undefined
  if (!ways) return []
  const { rule, path, verb } = rules[0]!.words
  const byPeriod = rules.flatMap((each) => {
    const amount = enough(ways.get(each)! * each.scale)
    return amount > 1e-7 && each.period >= 0 ? [{ period: periods[each.period]!, amount }] : []
  })
  const amount = enough(rules.reduce((sum, each) => sum + ways.get(each)! * each.scale, 0))
  if (amount <= 1e-7) return []
  return [
    {
      rule,
      path,
      amount,
      byPeriod,
      solves,
      says: `${rule}: ${sayHow(verb, amount, words)}${eachPeriod(byPeriod, words)}`,
    },
  ]
}

/** The amount without the dust of the solver, never less than it: whole where it is as good as whole, else rounded up at the sixth decimal. */
function enough(amount: number): number {
  const whole = Math.round(amount)
  if (Math.abs(amount - whole) <= 1e-6 * Math.max(1, amount)) return whole
  return cleanNumber(Math.ceil(amount * 1e6) / 1e6)
}

/** Where several periods give way, how much in each. */
function eachPeriod(byPeriod: Repair['byPeriod'], { figure }: Words): string {
  if (byPeriod.length < 2) return ''
  if (byPeriod.length > 4) return ' in all'
  return ` in all (${byPeriod.map(({ period, amount }) => `${period} ${figure(amount)}`).join(', ')})`
}

function sayHow(verb: string, amount: number, { figure }: Words): string {
  // Rounded up: a figure with two decimals must be enough as well.
  const by = figure(Math.ceil(amount * 100 - 1e-6) / 100)
  const one = by === '1'
  if (verb === 'undelivered') return `${by} ${one ? 'unit' : 'units'} less`
  if (verb === 'more hours') return `${by} ${one ? 'hour' : 'hours'} more`
  if (verb === 'idle hours') return `${by} ${one ? 'hour' : 'hours'} may be idle`
  if (verb === 'too old') return `${by} ${one ? 'unit' : 'units'} may be older`
  return `${verb.replace('over by', 'higher by').replace('under by', 'lower by')} ${by}`
}
