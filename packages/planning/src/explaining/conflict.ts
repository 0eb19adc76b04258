import type { Highs } from 'highs'
import type { Built } from '../building/build.ts'
import { kinds, type Program } from '../building/program.ts'
import { elasticProgram } from '../solving/elastic.ts'
import { modelData } from '../solving/highs.ts'
import { ruleWords } from '../solving/rule-words.ts'

/** A set of rules that cannot be kept together, of which none can be left out; in planners' words. */
export interface Conflict {
  readonly rules: readonly { readonly rule: string; readonly path: string; readonly periods: readonly string[] }[]
  readonly says: string
}

/**
 * Finds a minimal conflict. The prices of the least-violation program single out few rows that contradict each other;
 * only these go to the solver's search for an irreducible set.
 */
export function findConflict({ highs, built }: { highs: Highs; built: Built }): Conflict | undefined {
  const elastic = elasticProgram(built.program)
  const cost = new Float64Array(elastic.program.columns)
  for (const bend of elastic.bends) cost[bend.column] = 1
  const prices = highs.withModel(modelData({ ...elastic.program, cost, offset: 0 }, { relaxed: true }), (model) => {
    model.options.set('output_flag', false)
    model.run()
    return model.getObjectiveValue() > 1e-7 ? model.getSolution().rowDual : undefined
  })
  if (!prices) return undefined
  const rows: number[] = []
  for (let i = 0; i < built.program.rows; i++) if (Math.abs(prices[i]!) > 1e-9) rows.push(i)
  const part = partOf(built.program, rows)
  const found = highs.withModel(modelData(part.program, { relaxed: true }), (model) => {
    model.options.set({ output_flag: false, iis_strategy: highs.constants.iis.strategyRowPriority })
    return model.getIis()
  })
  const tagged = [
    ...Array.from(found.rowIndex, (i) => tagOf(built.program.rowTag, rows[i]!, 'row', 1)),
    ...Array.from(found.colIndex, (j, k) =>
      tagOf(built.program.colTag, part.columns[j]!, 'column', found.colBound[k] === 2 ? -1 : 1),
    ).filter((each) => limitsSomething(built.program, each.index, each.direction)),
  ]
  return inWords(built, tagged)
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

/** A balance alone is no rule; it stands for its demand where customers must be served. */
function inWords({ company, program }: Built, tagged: readonly Tagged[]): Conflict | undefined {
  const groups = new Map<string, { rule: string; path: string; periods: Set<number> }>()
  for (const each of tagged) {
    if (each.kind === 'balance' && program.rowLower[each.index]! <= 0) continue
    const { rule, path } = ruleWords(company, each)
    const group = groups.get(rule) ?? { rule, path, periods: new Set<number>() }
    group.periods.add(each.period)
    groups.set(rule, group)
  }
  if (groups.size === 0) return undefined
  const rules = [...groups.values()].map(({ rule, path, periods }) => ({
    rule,
    path,
    periods: [...periods].sort((a, b) => a - b).map((t) => company.periods[t]!),
  }))
  const listed = rules.map(
    ({ rule, periods }) =>
      `${rule} (${periods.length > 4 ? `${periods[0]} to ${periods.at(-1)}` : periods.join(', ')})`,
  )
  return { rules, says: `These cannot all be kept: ${listed.join('; ')}.` }
}

function partOf(program: Program, rows: readonly number[]): { program: Program; columns: number[] } {
  const placeOf = new Map(rows.map((row, i) => [row, i]))
  const columns: number[] = []
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (let j = 0; j < program.columns; j++) {
    const before = indices.length
    for (let k = program.starts[j]!; k < program.starts[j + 1]!; k++) {
      const place = placeOf.get(program.indices[k]!)
      if (place === undefined) continue
      indices.push(place)
      values.push(program.values[k]!)
    }
    if (indices.length === before) continue
    columns.push(j)
    starts.push(indices.length)
  }
  const pick = (from: Float64Array, which: readonly number[]) => Float64Array.from(which, (i) => from[i]!)
  return {
    columns,
    program: {
      ...program,
      columns: columns.length,
      rows: rows.length,
      cost: new Float64Array(columns.length),
      colLower: pick(program.colLower, columns),
      colUpper: pick(program.colUpper, columns),
      integers: 0,
      rowLower: pick(program.rowLower, rows),
      rowUpper: pick(program.rowUpper, rows),
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
  }
}
