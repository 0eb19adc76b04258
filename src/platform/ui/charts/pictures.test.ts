import { describe, expect, it } from 'vitest'
import { writtenIn } from '../../numbers/written.ts'
import { fanAhead, fanSummary, fanTable, levelsOf } from './fan.ts'
import { smallFanShape } from './small-fan.ts'
import { imbalance, waterfallBars } from './waterfall.ts'

const format = (value: number) => String(value)
const { percent } = writtenIn('de-DE')
const fan = {
  history: [
    { period: '2026-09', label: 'Sep', value: 90 },
    { period: '2026-10', label: 'Oct', value: 100 },
  ],
  running: { period: '2026-11', label: 'Nov', soFar: 61 },
  forecast: [
    {
      period: '2026-12',
      label: 'Dec',
      mean: 110,
      bands: [
        { level: 80, lo: 100, hi: 120 },
        { level: 95, lo: 90, hi: 130 },
      ],
    },
  ],
}

describe('a fan', () => {
  it('says in words where it stands, where it goes and how sure that is', () => {
    expect(fanSummary({ ...fan, label: 'Demand', unit: 'pcs', format, percent })).toBe(
      'Demand, in pcs. History of 2 periods up to Oct: 100. Nov is still running: 61 so far. ' +
        'Forecast for Dec: 110. With 95 % confidence between 90 and 130.',
    )
  })

  it('has a table twin with each range, and marks the running period', () => {
    const table = fanTable({ ...fan, unit: 'pcs', format, percent })
    expect(table.head).toEqual(['Period', 'Actual, pcs', 'Forecast, pcs', '95 % range', '80 % range'])
    expect(table.rows[2]).toEqual(['Nov (running)', '61', '', '', ''])
    expect(table.rows[3]).toEqual(['Dec', '', '110', '90 – 130', '100 – 120'])
  })

  it('opens from the last actual, or from a nowcast that has no range', () => {
    expect(fanAhead(fan).joint).toEqual({ at: 1, value: 100 })
    const sure = { ...fan, running: { ...fan.running, nowcast: 104 } }
    expect(fanAhead(sure).joint).toEqual({ at: 2, value: 104 })
    const ranged = { ...fan, running: { ...fan.running, nowcast: 104, bands: [{ level: 80, lo: 99, hi: 109 }] } }
    expect(fanAhead(ranged).joint).toEqual({ at: 1, value: 100 })
    expect(fanAhead(ranged).points.map((point) => point.at)).toEqual([2, 3])
  })

  it('draws the widest range first', () => {
    expect(levelsOf(fan.forecast)).toEqual([95, 80])
  })

  it('in small opens from the last actual', () => {
    const shape = smallFanShape(
      { history: [0, 10], forecast: [{ mean: 10, lo: 5, hi: 20 }] },
      { width: 100, height: 24 },
    )
    expect(shape.history).toBe('M0.0 23.0L50.0 13.0')
    expect(shape.range).toBe('M50.0 13.0L100.0 3.0L100.0 18.0L50.0 13.0Z')
  })
})

describe('a waterfall', () => {
  const steps = [
    { id: 'open', label: 'Opening', value: 100, kind: 'total' as const },
    { id: 'new', label: 'New', value: 40, kind: 'change' as const },
    { id: 'lost', label: 'Lost', value: -60, kind: 'change' as const },
    { id: 'close', label: 'Closing', value: 80, kind: 'total' as const },
  ]

  it('hangs each change where the one before ended', () => {
    expect(waterfallBars(steps).map((bar) => [bar.from, bar.to])).toEqual([
      [0, 100],
      [100, 140],
      [140, 80],
      [0, 80],
    ])
  })

  it('balances, or says by how much it does not', () => {
    expect(imbalance(steps)).toBe(0)
    expect(imbalance([...steps.slice(0, 3), { ...steps[3]!, value: 79 }])).toBe(1)
  })
})
