import { type Timeline, timelineOf } from '#demand/calendar.ts'
import type { Series } from '#demand/series.ts'
import { generateDemoCompany } from '../../examples/demo-company/generate.ts'
import { adventureWorks } from './adventureworks-lines.ts'
import { monthlySeries, type UnitLine } from './series-of.ts'

type Item = { id: string; familyId: string | null; activeFrom: string | null; activeTo: string | null }
/** Order lines with their monthly series. */
export type History = { lines: UnitLine[]; items: Item[]; series: Series[]; timeline: Timeline }

/** The demo company's order lines. */
export function demoHistory(): History {
  const today = '2026-11-23'
  const company = generateDemoCompany({ seed: '4410', today })
  const lines = company.orderLines.map((line) => ({
    ...{ day: line.ordered_on, itemId: line.item_id, territoryId: line.territory_id, quantity: Number(line.quantity) },
  }))
  const items = company.items.map(({ id, family_id, active_from, active_to }) => ({
    ...{ id, familyId: family_id, activeFrom: active_from, activeTo: active_to },
  }))
  return historyOf({ lines, items, today })
}

/** AdventureWorks' internet orders. */
export function internetHistory(folder: string): History {
  const { lines, items } = adventureWorks(folder, ['fact_internet_sales.csv.gz'])
  const undated = items.map((item) => ({ ...item, activeFrom: null, activeTo: null }))
  return historyOf({ lines, items: undated, today: '2014-02-15' })
}

function historyOf({ lines, items, today }: { lines: UnitLine[]; items: Item[]; today: string }): History {
  const days = lines.map(({ day }) => day).sort()
  const calendar = { kind: 'month', startMonth: 1, weekStart: 1 } as const
  const timeline = timelineOf({ grain: 'month', calendar, firstOn: days[0]!, lastOn: days.at(-1)!, today })
  return { lines, items, timeline, series: monthlySeries({ lines, items, timeline }) }
}
