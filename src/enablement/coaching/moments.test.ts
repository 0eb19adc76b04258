import { expect, test } from 'vitest'
import { standOut } from './benjamini-hochberg.ts'
import { fisherLess } from './fisher.ts'
import { momentsIn, type OpenDeal } from './moments.ts'

// R 4.2.2: fisher.test(matrix(c(3, 17, 120, 80), 2), alternative = "less"), fisher.test(matrix(c(0, 8, 5, 3), 2), …)
test('Fisher’s exact test gives the p-values of R', () => {
  expect(fisherLess({ hits: 3, n: 20 }, { hits: 120, n: 200 })).toBeCloseTo(0.000107400965984, 12)
  expect(fisherLess({ hits: 0, n: 8 }, { hits: 5, n: 8 })).toBeCloseTo(0.012820512820513, 12)
})

// R: p.adjust(c(0.001, 0.02, 0.03, 0.2, 0.04), "BH") is 0.005 0.05 0.05 0.2 0.05
test('of several p-values those are named that R adjusts to the rate or below', () => {
  const p = [0.001, 0.02, 0.03, 0.2, 0.04]
  expect(standOut(p, 0.05)).toEqual([true, true, true, false, true])
  expect(standOut(p, 0.049)).toEqual([true, false, false, false, false])
})

test('somebody whose deals stop at a stage is named with the numbers, and eight visits are needed', () => {
  const visits = (person: string, hits: number, n: number) =>
    Array.from({ length: n }, (_, at) => ({ person, stage: 'Proposal', wentOn: at < hits }))
  const others = visits('others', 120, 200)
  const weak = momentsIn({ visits: [...visits('Ada', 3, 20), ...others], deals: [] })
  expect(weak.map(({ person, says }) => [person, says])).toEqual([
    ['Ada', "3 of 20 deals went on from Proposal; of the others' 60 % of 200."],
  ])
  expect(momentsIn({ visits: [...visits('Ada', 0, 7), ...others], deals: [] })).toEqual([])
})

test('deals pushed three times and deals quiet for three weeks are said, each with the deals', () => {
  const deal = (name: string, pushes: number, quietDays: number): OpenDeal => ({
    ...{ id: name, name, person: 'Ada', pushes, quietDays },
  })
  const found = momentsIn({ visits: [], deals: [deal('A', 3, 0), deal('B', 2, 21), deal('C', 4, 20)] })
  expect(found.map(({ kind, deals }) => [kind, deals.map(({ name }) => name)])).toEqual([
    ['pushed', ['A', 'C']],
    ['quiet', ['B']],
  ])
})
