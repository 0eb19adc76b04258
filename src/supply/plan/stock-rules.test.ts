import { expect, test } from 'vitest'
import { lotOf, targetStock } from './stock-rules.ts'

const month = (label: string, days: number) => ({ label, days, startsOn: '', endsOn: '', from: '', share: 1 })
const periods = [month('Jan', 31), month('Feb', 28), month('Mar', 31)]

test('forty-five days of cover in January are all of February and 17 of the 31 days of March; beyond the plan its last month goes on', () => {
  const target = targetStock({ daysOfCover: 45 }, { floor: 10, demand: [100, 280, 310], periods })
  expect(target).toEqual([280 + 170, 310 + 140, 310 + 140])
})

test('the safety stock holds where it is more, and where no days of cover are asked for', () => {
  expect(targetStock({ daysOfCover: 1 }, { floor: 50, demand: [100, 280, 310], periods })).toEqual([50, 50, 50])
  expect(targetStock({ daysOfCover: null }, { floor: 7, demand: [1, 1, 1], periods })).toEqual([7, 7, 7])
})

test('a lot is what is stated of it', () => {
  expect(lotOf(50, null)).toEqual({ lot: { min: 50 } })
  expect(lotOf(null, 12)).toEqual({ lot: { multiple: 12 } })
  expect(lotOf(null, null)).toEqual({})
})
