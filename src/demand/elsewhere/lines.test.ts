import { expect, test } from 'vitest'
import { forecastSeries, type Task } from '../forecast.ts'
import { lineOf, madeOf, toMakeOf } from './lines.ts'

const task: Task = {
  ...{ name: 'item:1', node: { level: 'item', familyId: null, itemId: '1', territoryId: null } },
  ...{ grain: 'month', seasonLength: 12, horizon: 18, from: 0, closed: 30, lastsFor: null, unplaced: false },
  ...{ decided: [], siblings: [Float64Array.of(0.1 + 0.2, 7)], promoted: null, priors: [] },
  values: Float64Array.from({ length: 30 }, (_, month) => (month === 4 ? Number.NaN : 20 + (month % 12) / 3)),
}

test('a series comes back from its line number for number, and its forecast is that of the worker', () => {
  const toMake = { grain: 'month', measure: 'units', input: 'abc', task } as const
  const back = toMakeOf(lineOf(toMake))
  expect(back).toEqual(toMake)
  expect(forecastSeries(back.task)).toEqual(forecastSeries(task))
})

test('a line that is no forecast is told apart', () => {
  expect(madeOf('{"grain":"month"')).toBeNull()
  expect(madeOf('{"grain":"month","measure":"units","node":"all","input":"abc"}')).toBeNull()
})
