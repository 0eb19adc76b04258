import { bridgeOf } from '../consensus/bridge.ts'
import type { PackPart } from './contract.ts'
import { beliefs, familyTable } from './executive-pack.ts'
import type { Material } from './material.ts'
import { sumsBy } from './sums.ts'
import { monthText } from './wording.ts'

/** The demand review: the consensus, where it comes from, what moved it. */
export function demandParts(material: Material): PackPart[] {
  return [
    unitsByMonth(material),
    familyTable(material),
    sources(material),
    valueAdded(material),
    bridge(material),
    ...beliefs(material),
  ]
}

function unitsByMonth({ cells, months, writing }: Material): PackPart {
  const of = (value: 'units' | 'lastYear' | 'statistical') =>
    sumsBy(cells, { by: 'month', keys: months, of: (cell) => cell[value] })
  return {
    kind: 'chart',
    heading: 'Units by month: consensus, statistical forecast, last year',
    unit: 'units',
    labels: months.map((month) => monthText(month, writing)),
    series: [
      { name: 'Consensus', values: of('units') },
      { name: 'Statistical', values: of('statistical') },
      { name: 'Last year', values: of('lastYear') },
    ],
  }
}

function sources({ cells, months, state, nameOf }: Material): PackPart {
  const near = months.slice(0, 3)
  const own = cells.filter(({ month }) => near.includes(month))
  const views = ['statistical', 'sales', 'customer', 'finance', 'weighted', 'units'] as const
  const families = state.facts?.families ?? []
  return {
    kind: 'table',
    heading: 'The next three months, source by source (units)',
    columns: [
      { label: 'Family', kind: 'text' },
      ...['Statistical', 'Sales', 'Customers', 'Finance', 'Weighted', 'Consensus'].map((label) => ({
        label,
        kind: 'units' as const,
      })),
    ],
    rows: families.map((id) => [
      nameOf(id),
      ...views.map((view) => {
        const said = own.filter((cell) => cell.familyId === id)
        return said.every((cell) => cell[view] === null) ? null : said.reduce((sum, cell) => sum + (cell[view] ?? 0), 0)
      }),
    ]),
  }
}

function valueAdded({ state }: Material): PackPart {
  return {
    kind: 'table',
    heading: 'What each source was worth in past cycles',
    columns: [
      { label: 'Source', kind: 'text' },
      { label: 'Compared', kind: 'units' },
      { label: 'Error (WAPE)', kind: 'percent' },
      { label: "Last year's error", kind: 'percent' },
      { label: 'Value added', kind: 'percent' },
      { label: 'Bias', kind: 'percent' },
      { label: 'Weight', kind: 'percent' },
    ],
    rows: (state.facts?.valueAdded ?? []).map((each) => [
      each.source,
      each.compared,
      each.wape,
      each.naiveWape,
      each.valueAdded,
      each.bias,
      each.weight,
    ]),
  }
}

function bridge({ state, nameOf }: Material): PackPart {
  const { openingMinor, closingMinor, changes } = bridgeOf(state, 'last cycle')
  return {
    kind: 'table',
    heading: 'Bridge from the last cycle (months that both plan)',
    columns: [
      { label: 'Family', kind: 'text' },
      { label: 'Volume', kind: 'money' },
      { label: 'Price', kind: 'money' },
    ],
    rows: [
      ['Last cycle', openingMinor, null],
      ...changes.map(({ familyId, volumeMinor, priceMinor }) => [nameOf(familyId), volumeMinor, priceMinor]),
      ['This cycle', closingMinor, null],
    ],
  }
}
