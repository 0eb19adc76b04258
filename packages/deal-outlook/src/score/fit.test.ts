import { describe, expect, it } from 'vitest'
import { prepare } from '../boosting/prepare.ts'
import { expit } from '../logit.ts'
import { randomFrom } from '../random.ts'
import type { Column, Table } from '../table.ts'
import { fitScore } from './fit.ts'
import { readScoreModel, scoreModelText } from './model-text.ts'
import { scorerOf } from './score.ts'

const quick = { trees: 60, learningRate: 0.15 }
const sectors = ['cafés', 'hotels', 'offices', 'retail']

describe('a score of deals', () => {
  const deals = someDeals({ rows: 1500, seed: 4, drive: 1 })
  const model = fitScore({ ...deals, rules: quick })
  const scorer = scorerOf(model)
  const deal = { amount: 20_000, sector: 'hotels', owner: 'owner 3' }

  it('finds what decides, says so on later deals, and is calibrated there', () => {
    expect(model.quality!.verdict).toBe('usable signal')
    expect(model.quality!.auc).toBeGreaterThan(0.68)
    expect(model.quality!.brier).toBeLessThan(model.quality!.baseRate.brier)
    expect(model.quality!.rows).toBe(300)
  })

  it('gives each deal reasons that sum to its log odds to 1e-9, from the same baseline', () => {
    for (let row = 0; row < 40; row++) {
      const one = dealAt(deals.table, row)
      const { probability, logOdds, baseline, contributions } = scorer.explain(one)
      const sum = contributions.reduce((total, part) => total + part.logOdds, baseline)
      expect(Math.abs(sum - logOdds)).toBeLessThan(1e-9)
      expect(probability).toBe(scorer.score(one))
      expect(baseline).toBe(scorer.explain(deal).baseline)
    }
  })

  it('scores one deal as it scores the table, and after a change without learning anew', () => {
    const all = scorer.scoreTable(deals.table)
    expect(all[7]).toBe(scorer.score(dealAt(deals.table, 7)))
    expect(scorer.score({ ...deal, sector: 'cafés' })).not.toBe(scorer.score(deal))
  })

  it('takes an unknown category and missing values for what they are', () => {
    for (const odd of [
      { ...deal, owner: 'nobody' },
      { ...deal, amount: null },
      { amount: null, sector: null, owner: '' },
    ]) {
      expect(scorer.score(odd)).toBeGreaterThan(0)
      expect(scorer.score(odd)).toBeLessThan(1)
    }
  })

  it('is the same from the same seed, and from its JSON', () => {
    const text = JSON.stringify(scoreModelText(model))
    expect(JSON.stringify(scoreModelText(fitScore({ ...deals, rules: quick })))).toBe(text)
    const again = scorerOf(readScoreModel(JSON.parse(text)))
    expect(again.explain(deal)).toEqual(scorer.explain(deal))
  })

  it('refuses a table without a column it knows, naming it', () => {
    const columns = deals.table.columns.slice(1)
    expect(() => scorer.scoreTable({ rows: 1500, columns })).toThrow('"amount" is missing')
    expect(() => scorer.score({ amount: 3 })).toThrow('no "sector"')
  })

  it('refuses a stored model that is none, or damaged', () => {
    expect(() => readScoreModel({ format: 'other' })).toThrow('its format is "other"')
    const text = scoreModelText(model)
    const trees = [{ ...text.trees[0]!, left: text.trees[0]!.left.map(() => 0) }]
    expect(() => readScoreModel({ ...text, trees })).toThrow('damaged')
  })
})

describe('where there is nothing to learn', () => {
  it('noise has no usable signal, and every deal gets the base rate', () => {
    const deals = someDeals({ rows: 800, seed: 9, drive: 0 })
    const model = fitScore({ ...deals, rules: quick })
    expect(model.quality!.verdict).toBe('no usable signal')
    const said = scorerOf(model).explain(dealAt(deals.table, 0))
    expect(said.probability).toBeCloseTo(model.baseRate, 12)
    expect(said.contributions).toEqual([])
  })

  it('one outcome only, few deals, and one outcome only in the earlier part get the base rate and a reason', () => {
    const { table, times } = someDeals({ rows: 100, seed: 1, drive: 1 })
    const won = fitScore({ table, outcomes: Array(100).fill(1) })
    expect([won.inUse, won.baseRate > 0.99]).toEqual([false, true])
    expect(won.why).toContain('10 of each are needed')
    const late = Array.from({ length: 100 }, (_, i) => (i > 70 ? 1 : 0))
    expect(fitScore({ table, times, outcomes: late }).inUse).toBe(false)
    const single = { rows: 1, columns: [{ kind: 'numeric', name: 'x', values: [1] }] } as const
    expect(fitScore({ table: single, outcomes: [0] }).baseRate).toBe(0.25)
  })

  it('columns all missing, constant or infinite do no harm', () => {
    const deals = someDeals({ rows: 600, seed: 2, drive: 1 })
    const odd: Column[] = [
      { kind: 'numeric', name: 'empty', values: new Float64Array(600).fill(Number.NaN) },
      { kind: 'numeric', name: 'same', values: new Float64Array(600).fill(7) },
      {
        kind: 'numeric',
        name: 'endless',
        values: Float64Array.from({ length: 600 }, (_, i) => (i % 3 ? 1 / 0 : -1 / 0)),
      },
      { kind: 'category', name: 'blank', values: Array(600).fill(null) },
    ]
    const table = { rows: 600, columns: [...deals.table.columns, ...odd] }
    const model = fitScore({ ...deals, table, rules: quick, useWithoutSignal: true })
    const reasons = scorerOf(model)
      .explain(dealAt(table, 0))
      .contributions.map(({ column }) => column)
    expect(reasons).not.toContain('empty')
    expect(reasons).not.toContain('same')
    expect(model.quality!.auc).toBeGreaterThan(0.6)
  })

  it('a million categories become the common ones and one for the rest', () => {
    const rows = 1_000_000
    const values = Array.from({ length: rows }, (_, row) => (row % 10 === 0 ? 'common' : `account ${row}`))
    const table: Table = { rows, columns: [{ kind: 'category', name: 'account', values }] }
    const outcomes = Uint8Array.from({ length: rows }, (_, row) => row % 2)
    for (const handling of ['sets', 'rates'] as const) {
      const { encodings } = prepare({ table, outcomes, handling, seed: 1 })
      expect(encodings[0]!.kind === 'numeric' ? [] : encodings[0]!.levels).toEqual(['common'])
    }
  })
})

describe('wrong requests', () => {
  const table: Table = { rows: 2, columns: [{ kind: 'numeric', name: 'x', values: [1, 2] }] }

  it('are refused with the value and the way out', () => {
    expect(() => fitScore({ table, outcomes: [1, 2] })).toThrow('outcome of row 1 is 2')
    expect(() => fitScore({ table, outcomes: [1] })).toThrow('1 outcomes for 2 rows')
    expect(() => fitScore({ table, outcomes: [1, 0], times: [1, Number.NaN] })).toThrow('time of row 1 is NaN')
    expect(() => fitScore({ table: { rows: 0, columns: [] }, outcomes: [] })).toThrow('0 rows')
    expect(() => fitScore({ table: { rows: 3, columns: table.columns }, outcomes: [1, 0, 1] })).toThrow(
      '2 values for 3',
    )
    expect(() => fitScore({ ...someDeals({ rows: 90, seed: 1, drive: 1 }), rules: { leaves: 1 } })).toThrow(
      'leaves is 1',
    )
  })
})

function someDeals({ rows, seed, drive }: { rows: number; seed: number; drive: number }) {
  const random = randomFrom(seed)
  const amount = Float64Array.from({ length: rows }, () =>
    random.uniform() < 0.1 ? Number.NaN : 1e5 * random.uniform(),
  )
  const sector = Array.from({ length: rows }, () => sectors[random.whole(4)]!)
  const owner = Array.from({ length: rows }, () => `owner ${random.whole(15)}`)
  const outcomes = Array.from({ length: rows }, (_, row) => {
    const logOdds = sectors.indexOf(sector[row]!) - 1.5 - (amount[row]! > 5e4 ? 1 : 0) + (owner[row]!.length - 7)
    return random.uniform() < expit(drive * logOdds) ? 1 : 0
  })
  const columns: Column[] = [
    { kind: 'numeric', name: 'amount', values: amount },
    { kind: 'category', name: 'sector', values: sector },
    { kind: 'category', name: 'owner', values: owner },
  ]
  return { table: { rows, columns }, outcomes, times: Array.from({ length: rows }, (_, row) => row) }
}

function dealAt({ columns }: Table, row: number) {
  return Object.fromEntries(columns.map(({ name, values }) => [name, values[row]!]))
}
