import type { Highs, Model } from 'highs'
import type { Built } from '../building/build.ts'
import { codeOf, type Program, programDraft } from '../building/program.ts'
import { modelData } from './highs.ts'

/** One item that is made in lots for a demand that must be met: its columns, and its demand net of opening stock. */
interface LotItem {
  readonly start: number
  readonly setup: number
  readonly leadTime: number
  readonly yield: number
  readonly net: Float64Array
}

interface Cut {
  readonly indices: number[]
  readonly values: number[]
  readonly least: number
}

const rounds = 12

/**
 * Adds (l,S) inequalities (Barany, Van Roy and Wolsey 1984) that the linear relaxation violates, round by round: for
 * every l and every set S of periods up to l, sum over S of D(t,l) y(t) + sum outside S of x(t) >= D(1,l), where D(t,l)
 * is the net demand from t to l. For one uncapacitated item they describe the plans exactly.
 */
export function strengthened({ highs, built }: { highs: Highs; built: Built }): Program {
  const { program } = built
  const items = program.integers > 0 ? lotItems(built) : []
  if (items.length === 0) return program
  const cuts: Cut[] = []
  highs.withModel(modelData(program, { relaxed: true }), (model) => {
    model.options.set('output_flag', false)
    for (let round = 0; round < rounds; round++) {
      model.zeroAllClocks()
      model.run()
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) return
      const found = violated(items, model.getSolution().colValue)
      if (found.length === 0) return
      for (const each of found) addCut(model, each)
      cuts.push(...found)
    }
  })
  return cuts.length > 0 ? withCuts(program, cuts) : program
}

/** Points with one source, which has setups, and a demand that may neither wait nor be lost. */
function lotItems({ company, layout }: Built): LotItem[] {
  const length = company.periods.length
  const used = new Set(company.sources.flatMap((source) => source.uses.map((use) => use.point)))
  return company.points.flatMap((point, p): LotItem[] => {
    const own = company.sources.flatMap((each, s) => (each.point === p ? [s] : []))
    const [s] = own
    const demand = company.demand.filter((each) => each.point === p)
    const soft = demand.some((each) => each.backlogCost || each.lostCost)
    if (own.length !== 1 || layout.setup[s!]! < 0 || used.has(p) || soft || demand.length === 0) return []
    const net = new Float64Array(length)
    let there = point.opening
    for (let t = 0; t < length; t++) {
      there += point.arrivals[t]!
      let wanted = demand.reduce((total, each) => total + each.quantity[t]! + (t === 0 ? each.openingBacklog : 0), 0)
      if (t === length - 1) wanted += point.min[t]!
      net[t] = Math.max(0, wanted - there)
      there = Math.max(0, there - wanted)
    }
    const { leadTime, yield: good } = company.sources[s!]!
    return [{ start: layout.start[s!]!, setup: layout.setup[s!]!, leadTime, yield: good, net }]
  })
}

/** For each l the set S that is violated most, where it is violated. */
function violated(items: readonly LotItem[], values: Float64Array): Cut[] {
  const cuts: Cut[] = []
  for (const { start, setup, leadTime, yield: good, net } of items) {
    for (let l = leadTime; l < net.length; l++) {
      const indices: number[] = []
      const coefficients: number[] = []
      let least = 0
      for (let u = 0; u <= l; u++) least += net[u]!
      let reached = 0
      for (let t = 0; t + leadTime <= l; t++) {
        let open = 0
        for (let u = t + leadTime; u <= l; u++) open += net[u]!
        const [made, planned] = [good * values[start + t]!, open * values[setup + t]!]
        indices.push(planned < made ? setup + t : start + t)
        coefficients.push(planned < made ? open : good)
        reached += Math.min(made, planned)
      }
      if (reached < least - 1e-4 * Math.max(1, least)) cuts.push({ indices, values: coefficients, least })
    }
  }
  return cuts
}

function addCut(model: Model, { indices, values, least }: Cut): void {
  const kept = indices.map((index, k) => ({ index, value: values[k]! })).filter((each) => each.value !== 0)
  model.addRow(least, Number.POSITIVE_INFINITY, {
    indices: kept.map((each) => each.index),
    values: kept.map((each) => each.value),
  })
}

function withCuts(program: Program, cuts: readonly Cut[]): Program {
  const draft = programDraft(program.columns)
  const { rowTag, colTag } = program
  for (let i = 0; i < program.rows; i++)
    draft.row(rowTag.kind[i]!, rowTag.ref[i]!, rowTag.period[i]!, program.rowLower[i]!, program.rowUpper[i]!)
  for (let j = 0; j < program.columns; j++) {
    draft.column(
      colTag.kind[j]!,
      colTag.ref[j]!,
      colTag.period[j]!,
      program.cost[j]!,
      program.colLower[j]!,
      program.colUpper[j]!,
    )
    if (program.integer[j]) draft.integral(j)
    for (let k = program.starts[j]!; k < program.starts[j + 1]!; k++)
      draft.entry(program.indices[k]!, j, program.values[k]!)
  }
  cuts.forEach(({ indices, values, least }, c) => {
    const row = draft.row(codeOf('cutRow'), c, 0, least, Number.POSITIVE_INFINITY)
    indices.forEach((column, k) => {
      draft.entry(row, column, values[k]!)
    })
  })
  draft.addOffset(program.offset)
  return draft.finish()
}
