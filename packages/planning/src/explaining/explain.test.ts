import { describe, expect, it } from 'vitest'
import type { PlanModel } from '../model/plan-model.ts'
import { solvePlan } from '../solve-plan.ts'

async function explained(model: PlanModel, locale?: string) {
  const solved = await solvePlan(model, { explain: true, locale })
  if (solved.kind !== 'plan' || !solved.explanation) throw new Error(JSON.stringify(solved))
  const { summary, ...found } = solved.explanation
  return { ...found, summary: summary.map(({ says }) => says), about: summary.map(({ about }) => about) }
}

const workshop: PlanModel = {
  periods: ['Jan', 'Feb', 'Mar'],
  items: ['chair'],
  stock: [{ item: 'chair', holdingCost: 2 }],
  demand: [{ item: 'chair', quantity: [40, 60, 95] }],
  recipes: [{ item: 'chair', cost: 20, hours: { press: 1 } }],
  resources: [{ id: 'press', capacity: 50, overtime: { costPerHour: 5, maxHours: 20 } }],
}

describe('the explanation', () => {
  it('says in sentences what the plan costs, what hurts and why, and what one more hour is worth in each month', async () => {
    const { summary, about } = await explained(workshop)
    expect(about).toEqual(['money', 'overtime', 'worth', 'worth', 'worth', 'worth'])
    expect(summary).toEqual([
      'The plan costs 4,205: making 3,900, overtime 225 and holding stock 80.',
      '45 hours of overtime of press in Jan, Feb and Mar, because all hours of press are used in Jan, Feb and Mar.',
      'If the overtime limit of press in Mar were one higher, 4 would be saved.',
      'If the overtime limit of press in Feb were one higher, 2 would be saved.',
      'To deliver one more chair would cost: Jan 25, Feb 27, Mar 29.',
      'One more hour of press is worth: Jan 5, Feb 7, Mar 9.',
    ])
  })

  it('writes every figure as its reader does, from what the plan costs to what no plan can keep', async () => {
    const dear = { ...workshop, recipes: [{ ...workshop.recipes![0]!, cost: 20.5 }] }
    const { summary } = await explained(dear, 'de-DE')
    expect(summary[0]).toBe('The plan costs 4.302,5: making 3.997,5, overtime 225 and holding stock 80.')
    expect(summary.at(-2)).toBe('To deliver one more chair would cost: Jan 25,5; Feb 27,5; Mar 29,5.')
    const short = await solvePlan(
      { ...workshop, demand: [{ item: 'chair', quantity: [40.5, 60, 1295] }] },
      { explain: true, locale: 'de-DE' },
    )
    if (short.kind !== 'plan' || !short.conflict) throw new Error(JSON.stringify(short))
    const said = [short.conflict.says, ...short.plan.violations.map((each) => each.says)].join(' ')
    expect(said).toContain('1.295')
    expect(said).toContain('1.185,5')
    expect(said).not.toMatch(/1,295|1185|1,185/)
  })

  it('traces overtime to every month whose hours it makes up for, with shares that add up to 100 %', async () => {
    const { causes } = await explained(workshop)
    const march = causes.find((each) => each.what === 'overtime' && each.period === 'Mar')!
    expect(march.quantity).toBeCloseTo(20, 9)
    expect(march.because.map((each) => [each.rule, each.period])).toEqual([
      ['capacity of press', 'Mar'],
      ['capacity of press', 'Feb'],
      ['capacity of press', 'Jan'],
    ])
    for (const { because } of causes) expect(because.reduce((sum, each) => sum + each.share, 0)).toBeCloseTo(100, 9)
  })

  it('tells units lost for a full store from units lost for lack of hours', async () => {
    const { causes } = await explained({
      ...workshop,
      stock: [{ item: 'chair', holdingCost: 2, max: 15 }],
      demand: [{ item: 'chair', quantity: [10, 10, 120], lostSaleCost: 90 }],
    })
    const lost = causes.find((each) => each.what === 'lost')!
    expect(lost.because.map((each) => each.rule)).toContain('maximum stock of chair')
    expect(lost.because.reduce((sum, each) => sum + each.share, 0)).toBeCloseTo(100, 9)
  })

  it('says why a dear supplier is not used, and what a target costs', async () => {
    const { summary, worth } = await explained({
      ...workshop,
      stock: [{ item: 'chair', holdingCost: 2, endStock: 5 }],
      subcontract: [{ item: 'chair', cost: 60 }],
    })
    expect(summary).toContain('No subcontract chair: a unit costs 60 there, and one more of our own at most 29.')
    expect(summary).toContain('If the stock target of chair in Mar were one lower, 31 would be saved.')
    expect(worth.find((each) => each.step === 'less')).toMatchObject({ by: 're-solved', unit: 'unit' })
  })
})
