import type { Highs } from 'highs'
import { firstLead } from '../instance/arrivals.ts'
import type { Instance } from '../instance/instance-parts.ts'
import type { Built } from '../program/layout.ts'
import { codeOf, type Program } from '../program/program.ts'
import { type Deadline, noDeadline, solverSeconds } from '../solving/deadline.ts'
import { modelData } from '../solving/highs.ts'
import { type ConflictProgram, conflictProgram, type Droppable } from './conflict-program.ts'
import { rowsOfFirst, suspects } from './conflict-rows.ts'
import { conflictInWords } from './conflict-words.ts'
import type { Conflict } from './explanation.ts'
import { minimalRules } from './minimal-rules.ts'
import { partOf } from './program-part.ts'
import { repairsOf } from './repairs.ts'
import { type Words, wordsIn } from './words.ts'

/** A conflict, if there is one, and whether the deadline came before all of it was found. */
export interface ConflictFound {
  readonly conflict: Conflict | undefined
  readonly cutShort: boolean
  /** Whether it is known of every rule that the others could be kept without it. */
  readonly proven: boolean
}

/** What the search for a conflict works on. */
interface Search {
  readonly highs: Highs
  readonly built: Built
  readonly deadline: Deadline
  readonly words: Words
}

/** A part of the program that contradicts itself, with the rules in it. */
interface Part {
  readonly rows: readonly number[]
  readonly questions: ConflictProgram
  readonly integral: boolean
}

/** Finds a minimal conflict: a small part that cannot be kept, then rule after rule left out of it. Whole numbers count where nothing else contradicts. */
export function findConflict(input: {
  highs: Highs
  built: Built
  deadline?: Deadline
  locale?: string | undefined
}): ConflictFound {
  const { highs, built, deadline = noDeadline, locale } = input
  const search: Search = { highs, built, deadline, words: wordsIn(locale) }
  const part = linearPart(search) ?? (input.built.program.integers > 0 ? wholeNumberPart(search) : undefined)
  const minimal = part && minimalRules(part.questions)
  const late = () => search.deadline.secondsLeft() <= 0
  if (!part || !minimal || minimal.rules.length === 0) return { conflict: undefined, cutShort: late(), proven: false }
  const repairs = repairsOf({ ...search, part, rules: minimal.rules })
  const given = factsOf(search, part, minimal.rules)
  const conflict = conflictInWords({
    instance: built.instance,
    rules: inOrder(minimal.rules),
    repairs,
    given,
    words: search.words,
  })
  return { conflict, cutShort: late(), proven: minimal.proven }
}

/** Rows that contradict each other in the relaxation: an irreducible set as the solver finds it, else all suspects, else all rows. */
function linearPart(search: Search): Part | undefined {
  const { highs, built, deadline } = search
  const { instance, program } = built
  const suspected = suspects(highs, built, deadline)
  if (!suspected) return undefined
  for (const rowsOf of [() => irreducible(search, suspected), () => suspected, () => rowsOfFirst(program, undefined)]) {
    if (deadline.secondsLeft() <= 0) return undefined
    const rows = rowsOf()
    const part = partOf(program, rows).program
    const questions = conflictProgram({ highs, instance, program: part, deadline, integral: false })
    if (questions.canKeep(new Set()) === false) return { rows, questions, integral: false }
  }
  return undefined
}

function irreducible({ highs, built, deadline }: Search, suspected: readonly number[]): readonly number[] {
  const { program } = partOf(built.program, suspected)
  const found = highs.withModel(modelData(program, { relaxed: true }), (model) => {
    model.options.set({
      output_flag: false,
      iis_strategy: highs.constants.iis.strategyRowPriority,
      time_limit: solverSeconds(deadline),
    })
    return model.getIis()
  })
  return found.rowIndex.length > 0 ? Array.from(found.rowIndex, (i) => suspected[i]!) : suspected
}

/** The first periods in which whole numbers, lots and setups cannot all be kept; all of them in the end. */
function wholeNumberPart({ highs, built, deadline }: Search): Part | undefined {
  const { instance, program } = built
  const counts = [1, 2, 4].filter((each) => each < instance.periods.length)
  for (const first of [...counts, undefined]) {
    if (deadline.secondsLeft() <= 0) return undefined
    const rows = rowsOfFirst(program, first)
    const mayStay = (column: number) => first === undefined || program.colTag.period[column]! < first
    const part: Program = partOf(program, rows, mayStay, { integral: true }).program
    const questions = conflictProgram({ highs, instance, program: part, deadline, integral: true })
    if (questions.canKeep(new Set()) === false) return { rows, questions, integral: true }
  }
  return undefined
}

/** What is there at the start, and which sources come too late, where that is why a unit cannot be had. */
function factsOf({ built, words }: Search, part: Part, rules: readonly Droppable[]): string[] {
  const { instance, program } = built
  const { rowTag } = program
  const named = new Set(rules.flatMap((each) => each.point ?? []))
  return part.rows
    .filter((row) => rowTag.kind[row] === codeOf('balance'))
    .filter((row) => !part.integral || named.has(rowTag.ref[row]!))
    .flatMap((row) => factsAt(instance, { point: rowTag.ref[row]!, period: rowTag.period[row]! }, words))
}

function factsAt(
  instance: Instance,
  { point, period }: { point: number; period: number },
  { figure }: Words,
): string[] {
  const { item, opening, arrivals } = instance.points[point]!
  const late = instance.sources
    .filter((each) => each.point === point && firstLead(each) > period)
    .map(({ id, ...each }) => {
      const first = instance.periods[firstLead(each)]
      return first === undefined
        ? `${id} would bring ${item} only after the last period`
        : `${id} brings ${item} in ${first} at the earliest`
    })
  const coming =
    arrivals[period]! > 0 ? [`${figure(arrivals[period]!)} ${item} arrive in ${instance.periods[period]}`] : []
  return [...(period === 0 ? [`${figure(opening)} ${item} in stock at the start`] : []), ...coming, ...late]
}

/** What customers ask for first, then the rules against it, as the rows of the program stand. */
function inOrder(rules: readonly Droppable[]): Droppable[] {
  const asks = (each: Droppable) => (/^(demand for|commitment of|stock target of)/.test(each.words.rule) ? 0 : 1)
  return rules.toSorted((a, b) => asks(a) - asks(b))
}
