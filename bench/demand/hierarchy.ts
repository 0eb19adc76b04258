import { auto } from '@drumbeat/forecasting'
import { timelineOf } from '#demand/calendar.ts'
import type { Series } from '#demand/series.ts'
import { generateDemoCompany } from '../../examples/demo-company/generate.ts'
import { monthlySeries } from './series-of.ts'

/**
 * Is a family better forecast directly, or as the sum of its items? Monthly units of the demo company, six origins two
 * months apart, three months ahead each; WAPE over all nodes of a level.
 */
export async function run(): Promise<string> {
  const today = '2026-11-23'
  const company = generateDemoCompany({ seed: '4410', today })
  const days = company.orderLines.map((line) => line.ordered_on).sort()
  const calendar = { kind: 'month', startMonth: 1, weekStart: 1 } as const
  const timeline = timelineOf({ grain: 'month', calendar, firstOn: days[0]!, lastOn: days.at(-1)!, today })
  const series = monthlySeries({
    timeline,
    lines: company.orderLines.map((line) => ({
      day: line.ordered_on,
      itemId: line.item_id,
      territoryId: line.territory_id,
      quantity: Number(line.quantity),
    })),
    items: company.items.map(({ id, family_id, active_from, active_to }) => ({
      ...{ id, familyId: family_id, activeFrom: active_from, activeTo: active_to },
    })),
  })
  const tried = Array.from({ length: 6 }, (_, i) => timeline.closed - 3 - 2 * i)
  const forecasts = new Map(series.map((each) => [each.name, tried.map((origin) => ahead(each, origin))]))
  return [
    `${series.length} series, ${timeline.closed} closed months, origins after months ${tried.join(', ')}; WAPE.`,
    '',
    '| level | nodes | direct | sum of items | sum of items x territories | naive (year before) |',
    '|---|---|---|---|---|---|',
    ...levels.map((level) => rowFor({ level, series, forecasts, tried })),
  ].join('\n')
}

const levels = [
  { name: 'everything', holds: ({ node }: Series) => node.level === 'all' && !node.territoryId },
  { name: 'territory', holds: ({ node }: Series) => node.level === 'all' && node.territoryId !== null },
  { name: 'family', holds: ({ node }: Series) => node.level === 'family' && !node.territoryId },
  { name: 'family x territory', holds: ({ node }: Series) => node.level === 'family' && node.territoryId !== null },
  { name: 'item', holds: ({ node }: Series) => node.level === 'item' && !node.territoryId },
]

type Tried = { level: (typeof levels)[number]; series: Series[]; forecasts: Map<string, number[][]>; tried: number[] }

function rowFor({ level, series, forecasts, tried }: Tried): string {
  const nodes = series.filter(level.holds)
  const error = { direct: 0, items: 0, leaves: 0, naive: 0 }
  let volume = 0
  for (const node of nodes) {
    const items = below(node, series).filter((each) => each.node.territoryId === node.node.territoryId)
    const leaves = below(node, series).filter((each) => each.node.territoryId !== null)
    for (const [turn, origin] of tried.entries()) {
      for (let step = 0; step < 3; step++) {
        const actual = at(node, origin + step)
        const sum = (parts: Series[]) =>
          parts.reduce((total, part) => total + forecasts.get(part.name)![turn]![step]!, 0)
        volume += Math.abs(actual)
        error.direct += Math.abs(sum([node]) - actual)
        error.items += Math.abs(sum(items) - actual)
        error.leaves += Math.abs(sum(leaves) - actual)
        error.naive += Math.abs(at(node, origin + step - 12) - actual)
      }
    }
  }
  const share = (value: number) => `${((100 * value) / volume).toFixed(1)} %`
  const figures = [error.direct, error.items, error.leaves, error.naive].map(share)
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
function ahead({ from, values, lastsFor }: Series, origin: number): number[] {
  const known = values.subarray(0, Math.max(0, origin - from))
  if (known.length === 0 || (lastsFor === 0 && from + values.length <= origin)) return [0, 0, 0]
  const fitted = auto({ series: known, seasonLength: 12, nonNegative: true })
  return fitted.kind === 'declined' ? [0, 0, 0] : [...fitted.forecast({ horizon: 3 }).mean]
}

function at({ from, values }: Series, index: number): number {
  return values[index - from] || 0
}
