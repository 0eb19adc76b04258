import type { Instance } from '../instance/instance-parts.ts'
import { type Droppable, identityOf } from './conflict-program.ts'
import type { Conflict } from './explanation.ts'
import { listed, type Words } from './words.ts'

/** A rule of a conflict over all its periods. */
interface Described {
  readonly rule: string
  readonly path: string
  readonly periods: readonly string[]
  readonly says: string
}

/** Puts a minimal set of rules into words, with what is given beside them and ways out. */
export function conflictInWords(input: {
  instance: Instance
  rules: readonly Droppable[]
  repairs: Conflict['repairs']
  given: readonly string[]
  words: Words
}): Conflict {
  const { instance, rules, repairs, given, words } = input
  const groups = [...Map.groupBy(rules, (each) => identityOf(each.words)).values()]
  const described = groups.map((group) => describedRule(instance, group, words))
  return {
    rules: described.map(({ rule, path, periods }) => ({ rule, path, periods })),
    repairs,
    says: [sentence(instance, described), ...givenSentence(given), ...repairSentences(repairs)].join(' '),
  }
}

function describedRule(instance: Instance, group: readonly Droppable[], { figure }: Words): Described {
  const { words } = group[0]!
  const inOrder = group.toSorted((a, b) => a.period - b.period)
  const periods = inOrder.flatMap((each) => (each.period < 0 ? [] : [instance.periods[each.period]!]))
  const inside = insideOf({ instance, inOrder, periods, figure })
  return { rule: words.rule, path: words.path, periods, says: inside ? `${words.rule} (${inside})` : words.rule }
}

/** What the rule asks for and when: "600 in Dec", "100 in Nov and Dec", "100 in Nov, 80 in Dec". */
function insideOf(given: {
  instance: Instance
  inOrder: readonly Droppable[]
  periods: readonly string[]
  figure: Words['figure']
}): string {
  const { instance, inOrder, periods, figure } = given
  const { detail, limit } = inOrder[0]!
  const when = periods.length > 4 ? `${periods[0]} to ${periods.at(-1)}` : listed(periods)
  const known = Number.isFinite(limit)
  const same = inOrder.every((each) => each.limit === limit)
  if (known && !same && periods.length > 0 && periods.length <= 4)
    return inOrder.map((each) => `${figure(each.limit)} in ${instance.periods[each.period]}`).join(', ')
  const what = detail ?? (known && same ? figure(limit) : '')
  return [what, when].filter((each) => each !== '').join(' in ')
}

function sentence(instance: Instance, described: readonly Described[]): string {
  const asked = described.filter((each) => each.rule.startsWith('demand for'))
  const others = described.filter((each) => asked.length <= 4 || !asked.includes(each)).map((each) => each.says)
  if (asked.length > 4) {
    const periods = instance.periods.filter((period) => asked.some((each) => each.periods.includes(period)))
    const when = periods.length > 4 ? `${periods[0]} to ${periods.at(-1)}` : listed(periods)
    const names = asked.slice(0, 3).map((each) => each.rule.replace('demand for ', ''))
    others.unshift(`demand for ${names.join(', ')} and ${asked.length - 3} more items (${when})`)
  }
  return others.length === 1 ? `This cannot be kept: ${others[0]}.` : `These cannot all be kept: ${others.join('; ')}.`
}

function givenSentence(given: readonly string[]): string[] {
  const known = [...new Set(given)]
  return known.length > 0 ? [`Given: ${known.slice(0, 6).join('; ')}${known.length > 6 ? '; …' : ''}.`] : []
}

function repairSentences(repairs: Conflict['repairs']): string[] {
  const enough = repairs.filter((each) => each.solves === 'everything').slice(0, 4)
  if (enough.length > 0) return [`Enough to solve this: ${enough.map((each) => each.says).join(', or ')}.`]
  const partly = repairs.slice(0, 4).map((each) => each.says)
  return partly.length > 0 ? [`Enough for this conflict, though others may remain: ${partly.join(', or ')}.`] : []
}
