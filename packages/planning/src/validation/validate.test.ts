import { describe, expect, it } from 'vitest'
import { validatePlanModel } from './validate.ts'

function problemsOf(input: unknown) {
  const validated = validatePlanModel(input)
  return validated.kind === 'invalid' ? validated.problems : validated.warnings
}

describe('validation', () => {
  it('reports everything that is wrong at once, each with path, value and a way out', () => {
    const problems = problemsOf({
      periods: 3,
      items: ['chair', 'leg'],
      demand: [{ item: 'chiar', quantity: [1, 2] }],
      recipes: [{ item: 'chair', hours: { pres: 1 }, cots: 3 }],
      resources: [{ id: 'press', capacity: -5 }],
      stock: [{ item: 'leg', opening: '12' }],
    })
    expect(problems.map((each) => each.path).sort()).toEqual([
      'demand[0].item',
      'demand[0].quantity',
      'recipes[0].cots',
      'recipes[0].hours.pres',
      'resources[0].capacity',
      'stock[0].opening',
    ])
    expect(problems.find((each) => each.path === 'demand[0].item')).toMatchObject({
      value: 'chiar',
      wayOut: 'did you mean chair?',
    })
    expect(problems.find((each) => each.path === 'recipes[0].cots')!.wayOut).toBe('did you mean cost?')
    for (const each of problems) expect(each.wayOut).not.toBe('')
  })

  it('names the circle of recipes that need each other', () => {
    const problems = problemsOf({
      periods: 1,
      items: ['a', 'b'],
      recipes: [
        { item: 'a', components: [{ item: 'b', quantity: 1 }] },
        { item: 'b', components: [{ item: 'a', quantity: 1 }] },
      ],
    })
    expect(problems[0]!.says).toContain('a needs b needs a')
  })

  it('finds demand that nobody can make or buy, and says which part has no source', () => {
    const problems = problemsOf({
      periods: 1,
      items: ['chair', 'leg'],
      demand: [{ item: 'chair', quantity: 1 }],
      recipes: [{ item: 'chair', components: [{ item: 'leg', quantity: 4 }], leadTime: 0 }],
    })
    expect(problems[0]).toMatchObject({
      path: 'demand[0]',
      says: 'nobody can make or buy chair: its component leg has no source',
    })
  })

  it('warns of lead times and end backlogs that are left out, and still takes the model', () => {
    const validated = validatePlanModel({
      periods: 2,
      items: ['a'],
      purchases: [{ item: 'a' }],
      demand: [{ item: 'a', quantity: 1, backlogCost: 1 }],
    })
    if (validated.kind !== 'valid') throw new Error(JSON.stringify(validated))
    expect(validated.warnings.map((each) => each.path)).toEqual(['demand[0].endBacklog', 'purchases[0].leadTime'])
  })

  it('says where figures are too far apart for the solver, and still takes the model', () => {
    const [warning] = problemsOf({
      periods: 2,
      items: ['a'],
      demand: [{ item: 'a', quantity: [5e6, 0.001] }],
      recipes: [{ item: 'a', max: 1e15 }],
    })
    expect(warning).toMatchObject({ severity: 'warning', path: 'demand[0].quantity[0]', value: 5e6 })
    expect(warning!.says).toContain('demand[0].quantity[1] (0.001)')
  })

  it('says of a price far above all others that it counts as never', () => {
    const [warning] = problemsOf({
      periods: 2,
      items: ['a'],
      demand: [{ item: 'a', quantity: 5, lostSaleCost: 1e13 }],
      recipes: [{ item: 'a', cost: 3 }],
    })
    expect(warning).toMatchObject({ severity: 'warning', path: 'demand[0].lostSaleCost', value: 1e13 })
    expect(warning!.says).toContain('"never"')
  })

  it('finds an end of workers outside their limits, and parts of workers where they must be whole', () => {
    const pool = { id: 'fitters', hoursPerWorker: 8, max: 4, endWorkers: 5, integer: true, attrition: 0.1 }
    expect(problemsOf({ periods: 1, items: ['a'], workforce: [pool] }).map((each) => each.path)).toEqual([
      'workforce[0].endWorkers',
      'workforce[0].attrition',
    ])
  })

  it('finds an end of stock outside its limits', () => {
    const ending = (row: object) =>
      problemsOf({ periods: 2, items: ['a'], stock: [{ item: 'a', ...row }] }).map(
        (each) => `${each.path} ${each.says}`,
      )
    expect(ending({ max: 50, endStock: 60 })).toEqual([
      'stock[0].endStock is not between min 0 and max 50 of the last period',
    ])
    expect(ending({ min: [0, 5], endStock: { exactly: 2 } })).toEqual([
      'stock[0].endStock is not between min 5 and max (none) of the last period',
    ])
    expect(ending({ endStock: { atLeast: 9, atMost: 8 } })).toEqual(['stock[0].endStock at least 9 is above at most 8'])
    expect(ending({ max: [50, null], endStock: 60 })).toEqual([])
  })

  it('warns where nothing is paid for what is not delivered, so that nothing would be', () => {
    const warned = (row: object, more: object = {}) => {
      const validated = validatePlanModel({
        periods: 1,
        items: ['a'],
        recipes: [{ item: 'a', cost: 1 }],
        demand: [{ item: 'a', quantity: 1, ...row }],
        ...more,
      })
      if (validated.kind !== 'valid') throw new Error(JSON.stringify(validated))
      return validated.warnings.filter((each) => each.says.includes('delivers nothing')).map((each) => each.path)
    }
    expect(warned({ lost: true })).toEqual(['demand[0].lost'])
    expect(warned({ backlog: true })).toEqual(['demand[0].backlog'])
    expect(warned({ lost: true, lostSaleCost: 3 })).toEqual([])
    expect(warned({ backlog: true, endBacklog: 0 })).toEqual([])
    expect(warned({ lost: true, price: 5 }, { objective: 'margin' })).toEqual([])
    expect(warned({ lost: true }, { objectives: ['service', 'money'] })).toEqual([])
  })

  it('guesses no other name for one of one or two letters, and says where there is none to choose from', () => {
    const about = (hours: object, resources: object[]) =>
      problemsOf({ periods: 1, items: ['a'], recipes: [{ item: 'a', hours }], resources }).map((each) => each.wayOut)
    expect(about({ b: 1 }, [{ id: 'c' }])).toEqual(['add it, or choose one of c'])
    expect(about({ pres: 1 }, [{ id: 'press' }])).toEqual(['did you mean press?'])
    expect(about({ press: 1 }, [])).toEqual(['add it: there is none yet'])
  })

  it('takes null for "no limit" in limits only', () => {
    const problems = problemsOf({
      periods: 2,
      items: ['a'],
      demand: [{ item: 'a', quantity: [1, null] }],
      recipes: [{ item: 'a', max: [5, null] }],
    })
    expect(problems.map((each) => each.path)).toEqual(['demand[0].quantity[1]'])
    expect(problems[0]!.wayOut).toContain('limits only')
  })

  it.each([
    [
      'numbers beyond reliable arithmetic',
      { periods: 1, items: ['a'], demand: [{ item: 'a', quantity: 1e16 }] },
      'demand[0].quantity',
    ],
    ['two rows of one name', { periods: 1, items: ['a', 'a'] }, 'items'],
    [
      'a site left out where there are two',
      { periods: 1, sites: ['n', 's'], items: ['a'], demand: [{ item: 'a', quantity: 0 }] },
      'demand[0].site',
    ],
    ['a fence without the plan before', { periods: 1, items: ['a'], fences: { frozen: 1 } }, 'fences'],
    ['limits that cross', { periods: 1, items: ['a'], recipes: [{ item: 'a', min: 5, max: 4 }] }, 'recipes[0].min'],
    ['no object at all', [1, 2], '(model)'],
    ['nothing', null, '(model)'],
  ])('refuses %s', (_, input, path) => {
    expect(problemsOf(input).map((each) => each.path)).toContain(path)
  })
})
