import { auto } from '@drumbeat/forecasting'
import { timelineOf } from '#demand/calendar.ts'
import { type BaseForecast, coherentMeans } from '#demand/coherence.ts'
import type { Series } from '#demand/series.ts'
import { generateDemoCompany } from '../../examples/demo-company/generate.ts'
import { adventureWorks, adventureWorksFolder } from './adventureworks-lines.ts'
import { monthlySeries } from './series-of.ts'

/**
 * Is a family better forecast directly, as the sum of its items, or by reconciling all levels at once? Monthly units of the demo
 * company and, where its files are there, of AdventureWorks; six origins two months apart, three months ahead each; WAPE
 * over all nodes of a level.
 */
export async function run(): Promise<string> {
  const folder = adventureWorksFolder()
  const real = folder ? tableOf('AdventureWorks', realHistory(folder)) : 'AdventureWorks files not found.'
  return [tableOf('Demo company', demoHistory()), real].join('\n\n')
}

type History = { series: Series[]; closed: number }

function demoHistory(): History {
  const today = '2026-11-23'
  const company = generateDemoCompany({ seed: '4410', today })
  const lines = company.orderLines.map((line) => ({
    day: line.ordered_on,
    itemId: line.item_id,
    territoryId: line.territory_id,
    quantity: Number(line.quantity),
  }))
  const items = company.items.map(({ id, family_id, active_from, active_to }) => ({
    ...{ id, familyId: family_id, activeFrom: active_from, activeTo: active_to },
  }))
  return historyOf({ lines, items, today })
}

function realHistory(folder: string): History {
  const { lines, items } = adventureWorks(folder)
  const undated = items.map((item) => ({ ...item, activeFrom: null, activeTo: null }))
  return historyOf({ lines, items: undated, today: '2014-02-15' })
}

function historyOf(given: Omit<Parameters<typeof monthlySeries>[0], 'timeline'> & { today: string }): History {
  const days = given.lines.map((line) => line.day).sort()
  const calendar = { kind: 'month', startMonth: 1, weekStart: 1 } as const
  const span = { firstOn: days[0]!, lastOn: days.at(-1)!, today: given.today }
  const timeline = timelineOf({ grain: 'month', calendar, ...span })
  return { series: monthlySeries({ ...given, timeline }), closed: timeline.closed }
}

function tableOf(name: string, { series, closed }: History): string {
  const tried = Array.from({ length: 6 }, (_, i) => closed - 3 - 2 * i)
  const forecasts = tried.map((origin) => forecastsFrom(series, origin))
  return [
    `${name}: ${series.length} series, ${closed} closed months, origins after months ${tried.join(', ')}; WAPE.`,
    '',
    '| level | nodes | direct | reconciled | sum of items | sum of items x territories | naive (year before) |',
    '|---|---|---|---|---|---|---|',
    ...levels.map((level) => rowFor({ level, series, forecasts, tried })),
  ].join('\n')
}

const levels = [
  { name: 'everything', holds: ({ node }: Series) => node.level === 'all' && !node.territoryId },
  { name: 'territory', holds: ({ node }: Series) => node.level === 'all' && node.territoryId !== null },
  { name: 'family', holds: ({ node }: Series) => node.level === 'family' && !node.territoryId },
  { name: 'family x territory', holds: ({ node }: Series) => node.level === 'family' && node.territoryId !== null },
  { name: 'item', holds: ({ node }: Series) => node.level === 'item' && !node.territoryId },
  { name: 'item x territory', holds: ({ node }: Series) => node.level === 'item' && node.territoryId !== null },
]

type Forecasts = { direct: Map<string, readonly number[]>; reconciled: Map<string, readonly number[]> }
type Tried = { level: (typeof levels)[number]; series: Series[]; forecasts: Forecasts[]; tried: number[] }

function forecastsFrom(series: Series[], origin: number): Forecasts {
  const alone = series.map((each) => ahead(each, origin))
  const reconciled = coherentMeans(alone)
  return {
    direct: new Map(series.map(({ name }, i) => [name, alone[i]!.mean])),
    reconciled: new Map(series.map(({ name }, i) => [name, reconciled[i]!])),
  }
}

function rowFor({ level, series, forecasts, tried }: Tried): string {
  const nodes = series.filter(level.holds)
  const error = { direct: 0, reconciled: 0, items: 0, leaves: 0, naive: 0 }
  let volume = 0
  for (const node of nodes) {
    const items = below(node, series).filter((each) => each.node.territoryId === node.node.territoryId)
    const leaves = below(node, series).filter((each) => each.node.territoryId !== null)
    for (const [turn, origin] of tried.entries()) {
      for (let step = 0; step < 3; step++) {
        const actual = at(node, origin + step)
        const sum = (parts: Series[]) =>
          parts.reduce((total, part) => total + forecasts[turn]!.direct.get(part.name)![step]!, 0)
        volume += Math.abs(actual)
        error.direct += Math.abs(sum([node]) - actual)
        error.reconciled += Math.abs(forecasts[turn]!.reconciled.get(node.name)![step]! - actual)
        error.items += Math.abs(sum(items) - actual)
        error.leaves += Math.abs(sum(leaves) - actual)
        error.naive += Math.abs(at(node, origin + step - 12) - actual)
      }
    }
  }
  const share = (value: number) => `${((100 * value) / volume).toFixed(1)} %`
  const figures = [error.direct, error.reconciled, error.items, error.leaves, error.naive].map(share)
  return `| ${level.name} | ${nodes.length} | ${figures.join(' | ')} |`
}

/** The items of a node, in its territory where it has one, else in all of them and each of them. */
function below({ node }: Series, series: Series[]): Series[] {
  return series.filter(
    ({ node: item }) =>
      item.level === 'item' &&
      (node.level === 'all' ||
        (node.level === 'item' ? item.itemId === node.itemId : item.familyId === node.familyId)) &&
      (node.territoryId === null || item.territoryId === node.territoryId),
  )
}

/** Three months ahead of an origin; a node that had not begun, or had ended, is expected to sell nothing. */
function ahead({ node, unplaced, from, values, lastsFor }: Series, origin: number): BaseForecast {
  const known = values.subarray(0, Math.max(0, origin - from))
  const none = { node, unplaced, mean: [0, 0, 0], spread: [0, 0, 0], lastsFor: 0 }
  if (known.length === 0 || (lastsFor === 0 && from + values.length <= origin)) return none
  const fitted = auto({ series: known, seasonLength: 12, nonNegative: true })
  if (fitted.kind === 'declined') return none
  const { mean, intervals } = fitted.forecast({ horizon: 3, levels: [80] })
  const spread = Array.from(intervals[0]!.hi, (hi, step) => (hi - intervals[0]!.lo[step]!) / 2.563)
  return { node, unplaced, mean: [...mean], spread, lastsFor: null }
}

function at({ from, values }: Series, index: number): number {
  return values[index - from] || 0
}
