import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seriesName } from './node.ts'
import { buildSeries, type ItemLife, type Leaf } from './series.ts'

const item = (id: string, familyId: string | null, life: Partial<ItemLife> = {}): ItemLife => ({
  id,
  familyId,
  activeFrom: null,
  activeTo: null,
  ...life,
})
const leaf = (itemId: string, territoryId: string | null, sold: Record<number, number>): Leaf => ({
  itemId,
  territoryId,
  at: Object.keys(sold).map(Number),
  values: Object.values(sold),
})
const build = (leaves: Leaf[], items: ItemLife[], span = { first: 0, closed: 6 }) =>
  new Map(buildSeries({ grain: 'month', leaves, items, span }).map((series) => [series.name, series]))
const valuesOf = (series: Map<string, { values: Float64Array }>, name: string) => [...series.get(name)!.values]

describe('the series of a node', () => {
  test('a gap between two sales of an active item is zero', () => {
    const series = build([leaf('bike', 'north', { 0: 5, 3: 2 })], [item('bike', 'bikes')])
    expect(valuesOf(series, 'item:bike')).toEqual([5, 0, 0, 2, 0, 0])
  })

  test('periods before the first sale are absent, not zero', () => {
    const series = build([leaf('bike', 'north', { 2: 5, 4: 2 })], [item('bike', 'bikes')])
    expect(series.get('item:bike')!.from).toBe(2)
    expect(valuesOf(series, 'item:bike')).toEqual([5, 0, 2, 0])
  })

  test('an item on sale from a known day counts zeros from that day on', () => {
    const series = build(
      [leaf('lamp', 'north', { 0: 1 }), leaf('bike', 'north', { 4: 3 })],
      [item('lamp', 'parts'), item('bike', 'bikes', { activeFrom: 2 })],
    )
    expect(series.get('item:bike')!.from).toBe(2)
    expect(valuesOf(series, 'item:bike')).toEqual([0, 0, 3, 0])
  })

  test('in a territory that opened later, an item is on sale from then on only', () => {
    const series = build(
      [leaf('bike', 'north', { 0: 1 }), leaf('bike', 'south', { 4: 2 }), leaf('lamp', 'south', { 3: 1 })],
      [item('bike', 'bikes', { activeFrom: 0 }), item('lamp', 'parts')],
    )
    expect(series.get('item:bike@south')!.from).toBe(3)
    expect(valuesOf(series, 'item:bike@south')).toEqual([0, 2, 0])
    expect(valuesOf(series, 'item:bike')).toEqual([1, 0, 0, 0, 2, 0])
  })

  test('an ended item has no zeros after its end and no periods ahead', () => {
    const series = build([leaf('bike', 'north', { 0: 5, 1: 2 })], [item('bike', 'bikes', { activeTo: 2 })])
    expect(valuesOf(series, 'item:bike')).toEqual([5, 2, 0])
    expect(series.get('item:bike')).toMatchObject({ standing: 'ended', lastsFor: 0 })
  })

  test('an ending item lasts for the periods it is still sold', () => {
    const series = build([leaf('bike', 'north', { 0: 5 })], [item('bike', 'bikes', { activeTo: 7 })])
    expect(series.get('item:bike')).toMatchObject({ standing: 'ending', lastsFor: 2 })
  })

  test('an order line after the stated end keeps the item active until then', () => {
    const series = build([leaf('bike', 'north', { 0: 5, 4: 1 })], [item('bike', 'bikes', { activeTo: 2 })])
    expect(valuesOf(series, 'item:bike')).toEqual([5, 0, 0, 0, 1])
  })

  test('where one item of a family ended before the next began, the family was not active', () => {
    const series = build(
      [leaf('old', 'north', { 0: 5 }), leaf('young', 'north', { 4: 3 })],
      [item('old', 'bikes', { activeTo: 1 }), item('young', 'bikes')],
    )
    expect(valuesOf(series, 'family:bikes')).toEqual([5, 0, Number.NaN, Number.NaN, 3, 0])
    expect(series.get('family:bikes')!.lastsFor).toBeNull()
  })

  test('the running period and an incomplete first one are never among the values', () => {
    const series = build([leaf('bike', 'north', { 0: 9, 1: 4, 5: 7 })], [item('bike', 'bikes')], {
      first: 1,
      closed: 5,
    })
    expect(series.get('item:bike')!.from).toBe(1)
    expect(valuesOf(series, 'item:bike')).toEqual([4, 0, 0, 0])
  })

  test('an item first ordered in the running period has a series without values', () => {
    const series = build(
      [leaf('lamp', 'north', { 0: 1 }), leaf('bike', 'north', { 6: 3 })],
      [item('lamp', 'parts'), item('bike', 'bikes')],
    )
    expect(valuesOf(series, 'item:bike')).toEqual([])
    expect(series.get('item:bike')!.standing).toBe('new')
  })

  test('lines without a territory count in all territories and in none', () => {
    const series = build([leaf('bike', null, { 0: 5 })], [item('bike', null)])
    expect([...series.keys()].sort()).toEqual(['all', 'family:none', 'item:bike'])
  })

  test('order lines of an item that does not exist are a bug, named', () => {
    expect(() => build([leaf('ghost', null, { 0: 5 })], [])).toThrow('Item ghost has order lines')
  })
})

const place = fc.constantFrom('north', 'south', null)
const sales = fc.dictionary(fc.integer({ min: 0, max: 9 }).map(String), fc.integer({ min: -20, max: 1000 }), {
  minKeys: 1,
})
const company = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), place), {
    selector: ([id, territory]) => `${id}@${territory}`,
    minLength: 1,
  })
  .chain((places) =>
    fc.tuple(...places.map(([id, territory]) => sales.map((sold) => leaf(id, territory, sold as never)))),
  )
const lives = fc.record({
  activeFrom: fc.option(fc.integer({ min: -3, max: 12 })),
  activeTo: fc.option(fc.integer({ min: 0, max: 15 })),
})
const catalogue = fc
  .tuple(lives, lives, lives, lives)
  .map((each) => each.map((life, i) => item('abcd'[i]!, i < 2 ? 'first' : i === 2 ? 'second' : null, life)))
const span = fc.record({ first: fc.integer({ min: 0, max: 1 }), closed: fc.integer({ min: 2, max: 10 }) })

describe('for any company', () => {
  const total = (series: { from: number; values: Float64Array } | undefined, index: number) =>
    series?.values[index - series.from] || 0

  test('every node holds exactly what the leaves below it hold, period by period', () => {
    fc.assert(
      fc.property(company, catalogue, span, (leaves, items, within) => {
        const series = buildSeries({ grain: 'month', leaves, items, span: within })
        const family = new Map(items.map((each) => [each.id, each.familyId]))
        for (const each of series) {
          const { level, itemId, familyId, territoryId } = each.node
          const below = leaves.filter(
            (one) =>
              (territoryId === null || one.territoryId === territoryId) &&
              (level === 'all' || (level === 'item' ? one.itemId === itemId : family.get(one.itemId) === familyId)),
          )
          for (let index = within.first; index < within.closed; index++) {
            const sold = below.reduce((sum, one) => sum + (one.values[one.at.indexOf(index)] ?? 0), 0)
            expect(total(each, index)).toBeCloseTo(sold, 9)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('names are unique, values begin with an active period, and what is still sold has values up to the last closed one', () => {
    fc.assert(
      fc.property(company, catalogue, span, (leaves, items, within) => {
        const series = buildSeries({ grain: 'month', leaves, items, span: within })
        expect(new Set(series.map((each) => seriesName(each.node))).size).toBe(series.length)
        for (const { from, values, lastsFor } of series) {
          if (values.length > 0) {
            expect(from).toBeGreaterThanOrEqual(within.first)
            expect(from + values.length).toBeLessThanOrEqual(within.closed)
            expect(values[0]).not.toBeNaN()
            if (lastsFor === 0) expect(values.at(-1)).not.toBeNaN()
          }
          if (lastsFor !== 0) expect(from + values.length).toBe(within.closed)
        }
      }),
      { numRuns: 300 },
    )
  })
})
