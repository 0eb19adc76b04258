import type { PackPart } from './contract.ts'
import type { Material } from './material.ts'
import { revenueOf, sumsBy } from './sums.ts'
import { moneyText, monthText, percentText, unitsText } from './wording.ts'

/** The executive pack: what the plan comes to, what is to be decided, what it rests on. */
export function executiveParts(material: Material): PackPart[] {
  return [
    keyFigures(material),
    revenueByMonth(material),
    familyTable(material),
    decisions(material),
    ...beliefs(material),
  ]
}

/** Figures for the first page. */
export function keyFigures({ cells, state, agenda, adherence, writing }: Material): PackPart {
  const revenue = revenueOf(cells)
  const known = cells.filter(({ familyId, month }) => state.facts?.cells[`${familyId}|${month}`]?.previousMinor != null)
  const before = known.reduce(
    (sum, cell) => sum + state.facts!.cells[`${cell.familyId}|${cell.month}`]!.previousMinor!,
    0,
  )
  const moved = revenueOf(known) - before
  const open = agenda.requests.filter(({ outcome }) => outcome === 'open').length
  return {
    kind: 'figures',
    heading: 'At a glance',
    figures: [
      { label: 'Planned revenue', value: moneyText(revenue, writing), note: `${state.horizon} months` },
      {
        label: 'Against last cycle',
        value: before > 0 ? percentText(moved / before, writing, { signed: true }) : 'cannot be told',
        note: before > 0 ? moneyText(moved, writing) : 'no cycle before planned these months',
      },
      {
        label: 'Planned units',
        value: unitsText(
          cells.reduce((sum, { units }) => sum + (units ?? 0), 0),
          writing,
        ),
        note: 'all families',
      },
      {
        label: 'Plan adherence',
        value: adherence.adherence === null ? 'cannot be told' : percentText(adherence.adherence, writing),
        note: adherence.reason ?? 'planned one month before, closed months',
      },
      { label: 'Decisions', value: String(agenda.requests.length), note: open === 0 ? 'none open' : `${open} open` },
    ],
  }
}

function revenueByMonth({ cells, months, writing }: Material): PackPart {
  const major = (minor: number) => Math.round(minor / 10 ** writing.minorDigits)
  const of = (value: 'revenueMinor' | 'budgetMinor') =>
    sumsBy(cells, { by: 'month', keys: months, of: (cell) => cell[value] }).map(major)
  return {
    kind: 'chart',
    heading: 'Revenue by month, plan and budget',
    unit: writing.currency,
    labels: months.map((month) => monthText(month, writing)),
    series: [
      { name: 'Plan', values: of('revenueMinor') },
      { name: 'Budget', values: of('budgetMinor') },
    ],
  }
}

/** Families with units, revenue and budget. */
export function familyTable({ cells, state, nameOf }: Material): PackPart {
  const families = state.facts?.families ?? []
  const sums = (of: 'units' | 'revenueMinor' | 'budgetMinor') =>
    sumsBy(cells, { by: 'familyId', keys: families, of: (cell) => cell[of] })
  const [units, revenue, budget] = [sums('units'), sums('revenueMinor'), sums('budgetMinor')]
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0)
  return {
    kind: 'table',
    heading: 'Families',
    columns: [
      { label: 'Family', kind: 'text' },
      { label: 'Units', kind: 'units' },
      { label: 'Revenue', kind: 'money' },
      { label: 'Budget', kind: 'money' },
      { label: 'Difference', kind: 'money' },
    ],
    rows: [
      ...families.map((id, at) => [nameOf(id), units[at]!, revenue[at]!, budget[at]!, revenue[at]! - budget[at]!]),
      ['All families', total(units), total(revenue), total(budget), total(revenue) - total(budget)],
    ],
  }
}

function decisions({ agenda, writing }: Material): PackPart {
  return {
    kind: 'table',
    heading: 'Decisions',
    columns: ['Question', 'Options', 'Recommended', 'Until', 'Outcome'].map((label) => ({
      label,
      kind: 'text' as const,
    })),
    rows: agenda.requests.map(({ question, options, recommended, deadlineOn, outcome, chosen, deferredUntil }) => [
      question,
      options.map(({ says, effectMinor }) => `${says}: ${moneyText(effectMinor, writing)}`).join('\n'),
      options.find(({ key }) => key === recommended)?.says ?? null,
      deadlineOn,
      outcome === 'decided'
        ? `Decided: ${options.find(({ key }) => key === chosen)?.says ?? chosen}`
        : outcome === 'deferred'
          ? `Deferred to ${deferredUntil}`
          : 'Open',
    ]),
  }
}

/** Assumptions and risks, each a table. */
export function beliefs({ agenda }: Material): PackPart[] {
  return [
    {
      kind: 'table',
      heading: 'Assumptions',
      columns: ['Assumption', 'Owner', 'Expires', 'State'].map((label) => ({ label, kind: 'text' as const })),
      rows: agenda.assumptions.map(({ says, owner, expiresOn, state, because }) => [
        says,
        owner?.name ?? null,
        expiresOn,
        `${state}: ${because}`,
      ]),
    },
    {
      kind: 'table',
      heading: 'Risks and opportunities',
      columns: [
        { label: 'What', kind: 'text' },
        { label: 'Family', kind: 'text' },
        { label: 'Chance', kind: 'percent' },
        { label: 'Impact', kind: 'money' },
        { label: 'Expected', kind: 'money' },
      ],
      rows: agenda.risks.map(({ says, family, chance, impactMinor, expectedMinor }) => [
        says,
        family,
        chance,
        impactMinor,
        expectedMinor,
      ]),
    },
  ]
}
