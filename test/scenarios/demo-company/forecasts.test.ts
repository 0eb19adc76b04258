import { expect, test } from 'vitest'
import { accuracyOf, backtestsOf } from '#demand/accuracy.ts'
import { taskOf } from '#demand/inputs.ts'
import { demoHistory } from '../../../bench/demand/unit-history.ts'

test('forecasts of the demo company beat the naive ones: of everything, of its families together, and in at least five of six', () => {
  const { series, timeline } = demoHistory()
  const measured = series
    .filter(({ node }) => node.level !== 'item' && node.territoryId === null)
    .map((each) => {
      const task = taskOf(each, { grain: 'month', closed: timeline.closed })
      const { accuracy } = accuracyOf({ series: task, backtests: backtestsOf(task) })
      return { level: each.node.level, forecast: accuracy!.wape, naive: accuracy!.naiveWape }
    })
  const all = measured.find(({ level }) => level === 'all')!
  const families = measured.filter(({ level }) => level === 'family')
  expect(all.forecast).toBeLessThan(0.8 * all.naive)
  expect(families).toHaveLength(6)
  expect(families.filter(({ forecast, naive }) => forecast < naive).length).toBeGreaterThanOrEqual(5)
  expect(families.every(({ forecast, naive }) => forecast < 1.1 * naive)).toBe(true)
  const mean = (pick: (each: (typeof families)[number]) => number) =>
    families.reduce((sum, each) => sum + pick(each), 0) / families.length
  expect(mean(({ forecast }) => forecast)).toBeLessThan(0.75 * mean(({ naive }) => naive))
}, 60_000)
