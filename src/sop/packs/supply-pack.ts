import type { PackPart } from './contract.ts'
import type { Material } from './material.ts'
import { sumsBy } from './sums.ts'
import { monthText, unitsText } from './wording.ts'

/** The supply review: what will be made and held against demand, and what cannot be done. */
export function supplyParts(material: Material): PackPart[] {
  const { supply } = material
  if (!supply.captured) {
    return [{ kind: 'text', heading: 'Supply plan', text: 'No supply plan is captured in this cycle yet.' }]
  }
  return [summary(material), demandAndProduction(material), grid(material), gaps(material)]
}

function summary({ supply, writing }: Material): PackPart {
  const short = supply.gaps.reduce((sum, { units }) => sum + units, 0)
  return {
    kind: 'figures',
    heading: 'At a glance',
    figures: [
      { label: 'Plan', value: supply.feasible ? 'feasible' : 'not feasible', note: supply.captured!.origin },
      { label: 'Gaps', value: String(supply.gaps.length), note: `${unitsText(short, writing)} units` },
    ],
  }
}

function demandAndProduction({ cells, months, supply, writing }: Material): PackPart {
  return {
    kind: 'chart',
    heading: 'Demand and production by month',
    unit: 'units',
    labels: months.map((month) => monthText(month, writing)),
    series: [
      { name: 'Demand', values: sumsBy(cells, { by: 'month', keys: months, of: ({ units }) => units }) },
      {
        name: 'Production',
        values: months.map((month) =>
          supply.lines.reduce((sum, line) => sum + (line.month === month ? line.production : 0), 0),
        ),
      },
    ],
  }
}

/** The make-to-stock grid: sales, production, inventory, days on hand. */
function grid({ months, supply, writing }: Material): PackPart {
  const near = new Set(months.slice(0, 6))
  return {
    kind: 'table',
    heading: 'Family grid, the next six months',
    columns: [
      { label: 'Family', kind: 'text' },
      { label: 'Month', kind: 'text' },
      { label: 'Demand', kind: 'units' },
      { label: 'Production', kind: 'units' },
      { label: 'Inventory', kind: 'units' },
      { label: 'Backlog', kind: 'units' },
      { label: 'Days on hand', kind: 'units' },
    ],
    rows: supply.lines
      .filter(({ month }) => near.has(month))
      .map(({ family, month, demand, production, stock, backlog, daysOnHand }) => [
        family,
        monthText(month, writing),
        demand,
        production,
        stock,
        backlog,
        daysOnHand,
      ]),
  }
}

function gaps({ supply, writing }: Material): PackPart {
  return {
    kind: 'table',
    heading: 'What the plan cannot do',
    columns: [
      { label: 'Family', kind: 'text' },
      { label: 'Month', kind: 'text' },
      { label: 'Units', kind: 'units' },
      { label: 'Cause', kind: 'text' },
      { label: 'Raised as a decision', kind: 'text' },
    ],
    rows: supply.gaps.map(({ family, month, units, cause, requestId }) => [
      family,
      monthText(month, writing),
      units,
      cause,
      requestId ? 'yes' : 'no',
    ]),
  }
}
