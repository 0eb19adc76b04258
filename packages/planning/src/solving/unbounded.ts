import type { Highs } from 'highs'
import type { Built } from '../program/layout.ts'
import { kinds } from '../program/program.ts'
import { modelData } from './highs.ts'

/** What a unit of something that grows without end does: a cost or a gain. */
interface Growth {
  readonly what: string
  readonly money: number
  readonly path: string
}

/**
 * Says what can grow without end, and what to limit: a direction in which every rule stays kept and the money gets better (a ray of
 * the relaxation), found by solving for the best one of bounded length.
 */
export function unboundedReason(highs: Highs, built: Built): string {
  const { instance, program } = built
  const ray = rayOf(highs, built)
  const plain = `${instance.model.objective === 'margin' ? 'the margin' : 'the cost'} can be improved without end`
  if (!ray) return plain
  const grows = new Map<string, Growth>()
  for (let j = 0; j < program.columns; j++) {
    const growth = ray[j]! > 1e-7 ? growthOf(built, j) : undefined
    if (growth && !grows.has(growth.what)) grows.set(growth.what, growth)
  }
  const gains = [...grows.values()].filter((each) => each.money < 0)
  const costs = [...grows.values()].filter((each) => each.money >= 0)
  if (gains.length === 0) return plain
  const described = (all: readonly Growth[]) =>
    all.slice(0, 3).map((each) => `${each.what} ${Math.abs(each.money)} a unit`)
  const more = costs.length > 0 ? ` and ${described(costs).join(', ')}` : ''
  const limits = [...grows.values()].slice(0, 4).map((each) => each.path)
  return `${plain}: ${described(gains).join(', ')}${more}, with no limit. Limit one of them (${limits.join(', ')}), or correct its money`
}

function growthOf({ instance, program }: Built, column: number): Growth | undefined {
  const kind = kinds[program.colTag.kind[column]!]!
  const ref = program.colTag.ref[column]!
  const money = program.cost[column]!
  if (kind === 'start') {
    const { id, path } = instance.sources[ref]!
    return { what: money < 0 ? `${id} earns` : `${id} costs`, money, path: `${path}.max` }
  }
  const { item, path } = instance.points[ref] ?? { item: '', path: '' }
  if (kind === 'stock' && money < 0) {
    const last = program.colTag.period[column] === instance.periods.length - 1
    const field = last && instance.points[ref]!.endValue > 0 ? 'endValue' : 'holdingCost'
    return { what: `stock of ${item} earns`, money, path: `${path}.${field} or max` }
  }
  return undefined
}

function rayOf(highs: Highs, { program }: Built): Float64Array | undefined {
  const cone = (limits: Float64Array, open: number) => limits.map((each) => (Number.isFinite(each) ? 0 : open))
  const direction = {
    ...program,
    offset: 0,
    rowLower: cone(program.rowLower, Number.NEGATIVE_INFINITY),
    rowUpper: cone(program.rowUpper, Number.POSITIVE_INFINITY),
    colLower: cone(program.colLower, -1),
    colUpper: cone(program.colUpper, 1),
  }
  return highs.withModel(modelData(direction, { relaxed: true }), (model) => {
    model.options.set({ output_flag: false, time_limit: 5 })
    model.run()
    const found = model.getModelStatus() === highs.constants.modelStatus.optimal && model.getObjectiveValue() < -1e-9
    return found ? model.getSolution().colValue : undefined
  })
}
