import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Credit, companyLine, creditsThatCount, peopleLines, type Subject } from './attainment.ts'

const period = { from: '2026-01-01', to: '2026-04-01' }
const goal = (companyMinor: number) => [{ id: 'g', startsOn: period.from, endsOn: period.to, companyMinor }]

function credit(ownerId: string | null, closedMinor: number): Credit {
  const about = { counts: 'deals' as const, ownerId, territoryId: null, familyId: null }
  const deals = { closedDeals: 1, closedDealsInFamily: 1, openDeals: 0, openDealsInFamily: 0 }
  return { ...about, ...deals, closedFine: closedMinor * 100, closedLines: 0, openMinor: 0 }
}

describe('lines of people', () => {
  const people = [
    { id: 'head', name: 'Head', parentId: null },
    { id: 'mona', name: 'Mona', parentId: 'head' },
    { id: 'ada', name: 'Ada', parentId: 'mona' },
    { id: 'bo', name: 'Bo', parentId: 'mona' },
  ]
  const goals = new Map([
    ['ada', goal(100)],
    ['bo', goal(300)],
  ])
  const credits = [credit('ada', 120), credit('bo', 60), credit('mona', 5)]

  it('roll a team up to its manager, whose quota is the sum of the reports unless one is set', () => {
    const lines = peopleLines({ people, credits, goals, period })
    const mona = lines.find((line) => line.subjectId === 'mona')
    expect(mona).toMatchObject({ closedMinor: 185, ownClosedMinor: 5, quotaMinor: 400, quotaBasis: 'sum of reports' })
    expect(mona).toMatchObject({ gapMinor: 215, attainment: 185 / 400 })
    const own = peopleLines({ people, credits, goals: new Map([...goals, ['mona', goal(350)]]), period })
    expect(own.find((line) => line.subjectId === 'mona')).toMatchObject({ quotaMinor: 350, quotaBasis: 'set' })
  })

  it('leave coverage undefined at or above quota, and attainment undefined without one', () => {
    const lines = peopleLines({ people, credits: [...credits, credit('head', 1)], goals, period })
    expect(lines.find((line) => line.subjectId === 'ada')).toMatchObject({
      attainment: 1.2,
      gapMinor: -20,
      coverage: null,
    })
    const none = peopleLines({ people, credits, goals: new Map(), period })
    expect(none.every((line) => line.attainment === null && line.gapMinor === null)).toBe(true)
  })
})

describe('whatever the tree, circles included', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const forest = fc
    .array(fc.option(fc.constantFrom(...ids)), { minLength: ids.length, maxLength: ids.length })
    .map((parents): Subject[] => ids.map((id, at) => ({ id, name: id, parentId: parents[at] ?? null })))
  const anyCredits = fc.array(
    fc
      .tuple(fc.constantFrom<string | null>(...ids, null), fc.integer({ min: 0, max: 1e9 }))
      .map(([id, sum]) => credit(id, sum)),
  )

  it('the own amounts of all people and of nobody add up to the company, to the cent', () => {
    fc.assert(
      fc.property(forest, anyCredits, (people, credits) => {
        const lines = peopleLines({ people, credits, goals: new Map(), period })
        const company = companyLine({ name: 'Company', credits, goals: [], people: lines, period })
        const own = lines.reduce((sum, line) => sum + line.ownClosedMinor, 0)
        const nobodys = credits
          .filter((each) => each.ownerId === null)
          .reduce((sum, each) => sum + each.closedFine / 100, 0)
        expect(own + nobodys).toBe(company.closedMinor)
      }),
    )
  })
})

it('an owner whose quota counts order lines has no deals counted, others count as the company sells', () => {
  const lines = { ...credit('ada', 70), counts: 'order lines' as const }
  const credits = [credit('ada', 5), lines, credit('bo', 60)]
  const goals = new Map([['ada', [{ ...goal(100)[0]!, counts: 'order lines' as const }]]])
  expect(creditsThatCount({ credits, goals, byDefault: 'deals' })).toEqual([lines, credit('bo', 60)])
})

it('order lines add up exactly before they are rounded to the cent', () => {
  const third = { ...credit('ada', 0), counts: 'order lines' as const, closedFine: 33_34 }
  const [line] = peopleLines({
    people: [{ id: 'ada', name: 'Ada', parentId: null }],
    credits: [third, third, third],
    goals: new Map(),
    period,
  })
  expect(line?.closedMinor).toBe(100)
})
