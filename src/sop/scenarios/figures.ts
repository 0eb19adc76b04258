import type { WhatIfFigures } from '#supply/what-if.io.ts'
import type { NameOf } from '../cycle/names.sql.ts'
import type { Figures } from './contract.ts'
import type { Overlaid } from './overlay.ts'
import type { Resolved } from './resolved.sql.ts'

type Column = { id: string | null; name: string; cells: readonly Overlaid[] }

/** Scenarios side by side: what supply makes of each, then units and revenue in all, by family and by quarter of the calendar. */
export function figuresOf(
  columns: readonly Column[],
  {
    currency,
    minorDigits,
    nameOf,
    supply,
  }: { currency: string; minorDigits: number; nameOf: NameOf; supply: Resolved },
): Figures {
  const first = columns[0]!.cells
  const families = [...new Set(first.map(({ base }) => base.familyId))]
  const quarters = [...new Set(first.map(({ base }) => quarterOf(base.month)))]
  const row = (key: string, label: string, where: (cell: Overlaid) => boolean) =>
    (['units', 'minor units'] as const).map((unit) => ({
      key: `${key}:${unit === 'units' ? 'units' : 'revenue'}`,
      label: `${label}, ${unit === 'units' ? 'units' : 'revenue'}`,
      unit,
      values: columns.map(({ cells }) =>
        cells.reduce(
          (sum, cell) => sum + (where(cell) ? ((unit === 'units' ? cell.units : cell.revenueMinor) ?? 0) : 0),
          0,
        ),
      ),
    }))
  return {
    currency,
    supplyPlan: supply.plan,
    supplyReason: supply.reason,
    columns: columns.map(({ id, name }, at) => ({ id, name, leftOut: supply.figures[at]?.leftOut ?? [] })),
    figures: [
      ...supplyFigures.map(({ key, label, unit }) => ({
        ...{ key: `supply:${key}`, label, unit },
        values: supply.figures.map((each) => rounded(each?.[key] ?? null, { unit, minorDigits })),
      })),
      ...row('all', 'All families', () => true),
      ...families.flatMap((id) => row(`family:${id}`, nameOf(id)!, ({ base }) => base.familyId === id)),
      ...quarters.flatMap((quarter) =>
        row(`quarter:${quarter}`, quarter, ({ base }) => quarterOf(base.month) === quarter),
      ),
    ],
  }
}

function quarterOf(month: string): string {
  return `Q${Math.ceil(Number(month.slice(5, 7)) / 3)} ${month.slice(0, 4)}`
}

type Unit = Figures['figures'][number]['unit']

const supplyFigures: { key: Exclude<keyof WhatIfFigures, 'leftOut'>; label: string; unit: Unit }[] = [
  { key: 'service', label: 'Supply: served in the month it is wanted', unit: 'share' },
  { key: 'margin', label: 'Supply: margin', unit: 'minor units' },
  { key: 'revenue', label: 'Supply: revenue at list price', unit: 'minor units' },
  { key: 'cost', label: 'Supply: cost', unit: 'minor units' },
  { key: 'stock', label: 'Supply: stock, mean of the month ends at cost', unit: 'minor units' },
  { key: 'made', label: 'Supply: units made', unit: 'units' },
  { key: 'bought', label: 'Supply: units ordered', unit: 'units' },
  { key: 'unitsLate', label: 'Supply: units late', unit: 'units' },
  { key: 'unitsLost', label: 'Supply: units lost', unit: 'units' },
  { key: 'hoursOvertime', label: 'Supply: hours of overtime', unit: 'hours' },
  { key: 'fullest', label: 'Supply: load of the fullest resource and month', unit: 'share' },
]

/** Shares to four decimals, hours to one, units and minor units whole: a plan is an estimate. */
function rounded(value: number | null, { unit, minorDigits }: { unit: Unit; minorDigits: number }): number | null {
  if (value === null) return null
  if (unit === 'share') return Math.round(value * 10_000) / 10_000
  if (unit === 'hours') return Math.round(value * 10) / 10
  return Math.round(unit === 'minor units' ? value * 10 ** minorDigits : value)
}
