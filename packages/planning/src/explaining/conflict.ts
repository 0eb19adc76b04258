import type { Highs } from 'highs'
import type { Built } from '../building/build.ts'
import type { Company } from '../building/company-parts.ts'
import { kinds, type Program } from '../building/program.ts'
import { type Deadline, noDeadline, solverSeconds } from '../solving/deadline.ts'
import { elasticProgram } from '../solving/elastic.ts'
import { modelData } from '../solving/highs.ts'
import { ruleWords } from '../solving/rule-words.ts'
import { suspects } from './conflict-rows.ts'
import { partOf } from './program-part.ts'
import { figure } from './words.ts'

/** A set of rules that cannot be kept together, of which none can be left out; in planners' words. */
export interface Conflict {
  readonly rules: readonly { readonly rule: string; readonly path: string; readonly periods: readonly string[] }[]
  /** Ways out of this conflict, the one with the fewest units or hours first: it is enough if one rule gives way by so much. */
  readonly repairs: readonly {
    readonly rule: string
    readonly path: string
    readonly amount: number
    readonly says: string
  }[]
  readonly says: string
}

/** A conflict, if there is one, and whether the deadline came before all of it was found. */
export interface ConflictFound {
  readonly conflict: Conflict | undefined
  readonly cutShort: boolean
}

/** Finds a minimal conflict: suspects first, then the solver's search for an irreducible set among them. */
export function findConflict(input: { highs: Highs; built: Built; deadline?: Deadline }): ConflictFound {
  const { highs, built, deadline = noDeadline } = input
  const nothing = (): ConflictFound => ({ conflict: undefined, cutShort: deadline.secondsLeft() <= 0 })
  const rows = suspects(highs, built, deadline)
  if (!rows || deadline.secondsLeft() <= 0) return nothing()
  const part = partOf(built.program, rows)
  const found = highs.withModel(modelData(part.program, { relaxed: true }), (model) => {
    model.options.set({
      output_flag: false,
      iis_strategy: highs.constants.iis.strategyRowPriority,
      time_limit: solverSeconds(deadline),
    })
    return model.getIis()
  })
  if (deadline.secondsLeft() <= 0) return nothing()
  const tagged = [
    ...Array.from(found.rowIndex, (i) => tagOf(built.program.rowTag, rows[i]!, 'row', 1)),
    ...Array.from(found.colIndex, (j, k) =>
      tagOf(built.program.colTag, part.columns[j]!, 'column', found.colBound[k] === 2 ? -1 : 1),
    ).filter((each) => limitsSomething(built.program, each.index, each.direction)),
  ]
  const least = Array.from(found.rowIndex, (i) => rows[i]!)
  const conflict = inWords(built, tagged, repairsOf({ highs, built, rows: least, deadline }))
  return { conflict, cutShort: deadline.secondsLeft() <= 0 }
}

type Tagged = {
  on: 'row' | 'column'
  index: number
  kind: (typeof kinds)[number]
  ref: number
  period: number
  direction: 1 | -1
}

function tagOf(tags: Program['rowTag'], index: number, on: 'row' | 'column', direction: 1 | -1): Tagged {
  return { on, index, kind: kinds[tags.kind[index]!]!, ref: tags.ref[index]!, period: tags.period[index]!, direction }
}

/** That quantities are not negative is no rule a planner made. */
function limitsSomething(program: Program, column: number, direction: 1 | -1): boolean {
  return (
    program.colLower[column]! !== 0 ||
    (direction === 1 && program.colUpper[column]! < 1e20 && program.colUpper[column]! > 0)
  )
}

/** For each rule of the conflict, by how much it alone must give way so that the others can be kept. */
function repairsOf(input: {
  highs: Highs
  built: Built
  rows: readonly number[]
  deadline: Deadline
}): Conflict['repairs'] {
  const { highs, built, rows, deadline } = input
  const { company, program } = built
  const part = partOf(program, rows)
  const elastic = elasticProgram(part.program)
  const groups = new Map<string, { rule: string; path: string; verb: string; columns: number[] }>()
  for (const bend of elastic.bends) {
    const words = ruleWords(company, bend)
    const group = groups.get(words.rule) ?? { ...words, columns: [] }
    group.columns.push(bend.column)
    groups.set(words.rule, group)
  }
  const all = elastic.bends.map((each) => each.column)
  const repairs = [...groups.values()].flatMap(({ rule, path, verb, columns }) => {
    if (deadline.secondsLeft() <= 0) return []
    const cost = new Float64Array(elastic.program.columns)
    const colUpper = elastic.program.colUpper.slice()
    for (const column of all) colUpper[column] = 0
    for (const column of columns) {
      cost[column] = 1
      colUpper[column] = elastic.program.colUpper[column]!
    }
    const amount = highs.withModel(
      modelData({ ...elastic.program, cost, colUpper, offset: 0 }, { relaxed: true }),
      (model) => {
        model.options.set({ output_flag: false, time_limit: solverSeconds(deadline) })
        model.run()
        return model.getModelStatus() === highs.constants.modelStatus.optimal ? model.getObjectiveValue() : undefined
      },
    )
    if (amount === undefined || amount <= 1e-7) return []
    return [{ rule, path, amount, says: `${rule}: ${sayHow(verb, amount)}` }]
  })
  return repairs.sort((a, b) => a.amount - b.amount)
}

function sayHow(verb: string, amount: number): string {
  const by = figure(amount)
  if (verb === 'undelivered') return `${by} units less`
  if (verb === 'more hours') return `${by} hours more`
  if (verb === 'too old') return `${by} units may be older`
  return `${verb.replace('over by', 'higher by').replace('under by', 'lower by')} ${by}`
}

/** A balance alone is no rule; it stands for its demand where customers must be served, and for what there is at the start. */
function inWords(
  { company, program }: Built,
  tagged: readonly Tagged[],
  repairs: Conflict['repairs'],
): Conflict | undefined {
  const groups = new Map<string, { rule: string; path: string; periods: Set<number> }>()
  const facts: string[] = []
  const add = (rule: string, path: string, period: number) => {
    const group = groups.get(rule) ?? { rule, path, periods: new Set<number>() }
    group.periods.add(period)
    groups.set(rule, group)
  }
  for (const each of tagged) {
    if (each.kind === 'balance') facts.push(...factsOf(company, each.ref, each.period))
    if (each.kind === 'balance' && program.rowLower[each.index]! <= 0) continue
    const { rule, path } = ruleWords(company, each)
    add(rule, path, each.period)
  }
  if (groups.size === 0) return undefined
  const rules = [...groups.values()].map(({ rule, path, periods }) => ({
    rule,
    path,
    periods: [...periods].sort((a, b) => a - b).map((t) => company.periods[t]!),
  }))
  const when = (periods: readonly string[]) =>
    `(${periods.length > 4 ? `${periods[0]} to ${periods.at(-1)}` : periods.join(', ')})`
  const asked = rules.filter((each) => each.rule.startsWith('demand for'))
  const told = rules
    .filter((each) => asked.length <= 4 || !asked.includes(each))
    .map(({ rule, periods }) => `${rule} ${when(periods)}`)
  if (asked.length > 4) {
    const periods = company.periods.filter((period) => asked.some((each) => each.periods.includes(period)))
    const names = asked.slice(0, 3).map((each) => each.rule.replace('demand for ', ''))
    told.unshift(`demand for ${names.join(', ')} and ${asked.length - 3} more items ${when(periods)}`)
  }
  const known = [...new Set(facts)]
  return {
    rules,
    repairs,
    says: [
      told.length === 1 ? `This cannot be kept: ${told[0]}.` : `These cannot all be kept: ${told.join('; ')}.`,
      ...(known.length > 0 ? [`Given: ${known.slice(0, 6).join('; ')}${known.length > 6 ? '; …' : ''}.`] : []),
      ...(repairs.length > 0
        ? [
            `Enough to solve this: ${repairs
              .slice(0, 4)
              .map((each) => each.says)
              .join(', or ')}.`,
          ]
        : []),
    ].join(' '),
  }
}

/** What is there at the start, and which sources come too late, where that is why a unit cannot be had. */
function factsOf(company: Company, point: number, period: number): string[] {
  const { item, opening, arrivals } = company.points[point]!
  const late = company.sources
    .filter((each) => each.point === point && each.leadTime > period)
    .map((each) => `${each.id} brings ${item} in ${company.periods[each.leadTime] ?? 'no period'} at the earliest`)
  const coming =
    arrivals[period]! > 0 ? [`${figure(arrivals[period]!)} ${item} arrive in ${company.periods[period]}`] : []
  return [...(period === 0 ? [`${figure(opening)} ${item} in stock at the start`] : []), ...coming, ...late]
}
