import { FileProblem } from './csv-table.ts'
import type { FitOptions } from './options.ts'

/** Words whose meaning needs no option. */
const ones = ['1', '1.0', 'true', 'yes', 'won', 'closed won', 'win']
const zeros = ['0', '0.0', 'false', 'no', 'lost', 'closed lost', 'loss']

/** The outcome of each row: 1, 0, or undefined where the target says neither. */
export function outcomesOf(
  values: readonly string[],
  { target, positive, negative }: Pick<FitOptions, 'target' | 'positive' | 'negative'>,
): (0 | 1 | undefined)[] {
  const distinct = [...new Set(values.filter((value) => value !== ''))]
  if (distinct.length === 0) throw new FileProblem(`The target ${target} has no values. Name another column.`)
  if (positive === undefined) return values.map((value) => plainOutcome(value, target, distinct))
  for (const named of negative === undefined ? [positive] : [positive, negative]) {
    if (distinct.includes(named)) continue
    throw new FileProblem(`The target ${target} is never "${named}". It says ${shown(distinct)}.`)
  }
  return values.map((value) => {
    if (value === positive) return 1
    if (value === '') return undefined
    return negative === undefined || value === negative ? 0 : undefined
  })
}

function plainOutcome(value: string, target: string, distinct: readonly string[]): 0 | 1 | undefined {
  if (value === '') return undefined
  const word = value.toLowerCase()
  if (ones.includes(word)) return 1
  if (zeros.includes(word)) return 0
  throw new FileProblem(
    `The target ${target} says "${value.slice(0, 40)}", which is neither won nor lost. Name the value that counts as 1 with --positive (and --negative to leave out all others). It says ${shown(distinct)}.`,
  )
}

function shown(values: readonly string[]): string {
  const some = values.slice(0, 6).map((value) => `"${value.slice(0, 30)}"`)
  return `${some.join(', ')}${values.length > 6 ? ` and ${values.length - 6} more` : ''}`
}
