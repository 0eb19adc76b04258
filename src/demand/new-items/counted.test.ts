import { expect, test } from 'vitest'
import { addedTo, inPeriods } from './counted.ts'

const range = (mean: number) => ({ mean, lo80: mean / 2, hi80: 2 * mean, lo95: 0, hi95: 3 * mean })
const march = { startsOn: '2027-03-01', endsOn: '2027-03-31', ...range(310) }
const april = { startsOn: '2027-04-01', endsOn: '2027-04-30', ...range(600) }
const week = (startsOn: string, endsOn: string) => ({ startsOn, endsOn, label: startsOn })

test('months of a new item become weeks day by day from its first day on, and add up to the months', () => {
  const weeks = [
    ...[week('2027-03-08', '2027-03-14'), week('2027-03-15', '2027-03-21'), week('2027-03-22', '2027-03-28')],
    week('2027-03-29', '2027-04-04'),
  ]
  const from = '2027-03-22'
  const told = inPeriods([march, april], { periods: weeks, from, today: '2027-03-10' })
  // Ten days of March, 31 units each; four days of April, 20 each.
  expect(told.map(({ mean }) => mean)).toEqual([0, 0, 217, 93 + 80])
  expect(told[2]!.hi80).toBe(434)
  // What has begun is told by its orders.
  expect(
    inPeriods([march], { periods: [march].map((each) => ({ ...each, label: '' })), from, today: '2027-03-10' }),
  ).toEqual([{ mean: 0, lo80: 0, hi80: 0, lo95: 0, hi95: 0 }])
})

test('new items add up over families and territories, and are as unsure together as errors that have nothing in common', () => {
  const places = [
    { territoryId: 'north', share: 0.75 },
    { territoryId: 'south', share: 0.2 },
  ]
  const added = addedTo([
    { itemId: 'a', familyId: 'f', ranges: [range(300)], places },
    { itemId: 'b', familyId: 'g', ranges: [range(400)], places: [] },
  ])
  const of = (name: string) => added.find((each) => each.name === name)!
  expect(of('all').effect).toEqual([700])
  expect(of('family:f').effect).toEqual([300])
  expect(of('all@north').effect).toEqual([225])
  expect(of('item:a@south').effect).toEqual([60])
  // 300 and 400 above what is expected: 500 together.
  expect(Math.sqrt(of('all').hi80[0]!)).toBe(500)
})
