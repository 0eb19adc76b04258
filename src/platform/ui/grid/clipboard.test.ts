import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asText, blockOf, withHeaders } from './clipboard.ts'
import type { Column } from './column.ts'
import { meanOf, sumsOf } from './sums.ts'

type Sale = { name: string; minor: number | null; currency: string }
const columns: Column<Sale>[] = [
  { id: 'name', header: 'Deal', value: (sale) => sale.name },
  { id: 'amount', header: 'Amount', kind: 'number', value: (sale) => sale.minor, currency: (sale) => sale.currency },
]
const sales: Sale[] = [
  { name: 'Ash\tBee', minor: 2_676_805, currency: 'USD' },
  { name: 'Cob', minor: null, currency: 'USD' },
  { name: 'Dun', minor: -5, currency: 'USD' },
]
const abroad = [...sales, { name: 'Ivy', minor: 70, currency: 'JPY' }]

describe('copied cells', () => {
  it('are rows and tabs, money exact with the mark of the locale, without breaking on tabs in values', () => {
    expect(asText({ rows: sales, columns })).toBe('Ash Bee\t26768.05\nCob\t\nDun\t-0.05')
    expect(asText({ rows: abroad, columns }, ',')).toMatch(/^Ash Bee\t26768,05\n.*\nIvy\t70$/s)
  })

  it('with headers say the currency once where there is one, else beside each amount', () => {
    expect(withHeaders({ rows: sales, columns }).split('\n')[0]).toBe('Deal\tAmount (USD)')
    expect(withHeaders({ rows: abroad, columns })).toBe(
      'Deal\tAmount\tAmount currency\nAsh Bee\t26768.05\tUSD\nCob\t\t\nDun\t-0.05\tUSD\nIvy\t70\tJPY',
    )
  })
})

describe('pasted text', () => {
  it('is read as a spreadsheet writes it: a last line end is none, cells in quotes hold tabs and lines', () => {
    expect(blockOf('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(blockOf('"two\nlines"\t"a ""word"""\nplain\t5" pipe')).toEqual([
      ['two\nlines', 'a "word"'],
      ['plain', '5" pipe'],
    ])
    expect(blockOf('"unfinished\tx')).toEqual([['"unfinished', 'x']])
    expect(blockOf('')).toEqual([['']])
  })

  it('comes back as it was written, whatever the cells hold', () => {
    const cell = fc.string().map((text) => text.replace(/\r/g, ''))
    const blocks = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 })
    const written = (text: string) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    fc.assert(
      fc.property(blocks, (block) => {
        const text = block.map((line) => line.map(written).join('\t')).join('\n')
        expect(blockOf(`${text}\n`)).toEqual(block)
      }),
    )
  })
})

describe('the sum of a selection', () => {
  it('is exact, and one per currency', () => {
    const { numbers, sums } = sumsOf(abroad, columns)
    expect(numbers).toBe(3)
    expect(sums).toEqual([
      { unit: 'USD', isMoney: true, count: 2, sum: '26768' },
      { unit: 'JPY', isMoney: true, count: 1, sum: '70' },
    ])
    expect(meanOf(sums[0]!)).toBe('13384')
  })

  it('does not lose a cent where floats would', () => {
    const many = [9_007_199_254_740_991, 9_007_199_254_740_991, 1].map((minor) => ({
      name: '',
      minor,
      currency: 'USD',
    }))
    expect(sumsOf(many, columns).sums[0]?.sum).toBe('180143985094819.83')
    const tenths: Column<number>[] = [{ id: 'n', header: 'N', kind: 'number', value: (each) => each }]
    expect(sumsOf([0.1, 0.2], tenths).sums[0]?.sum).toBe('0.3')
    expect(sumsOf([1e-7, 2e21], tenths).sums[0]?.sum).toBe('2000000000000000000000.0000001')
  })

  it('leaves out what does not add up, and counts it all the same', () => {
    const shares: Column<number>[] = [{ id: 's', header: 'Share', kind: 'number', value: (each) => each, adds: false }]
    expect(sumsOf([0.5, 0.2], shares)).toEqual({ cells: 2, numbers: 2, sums: [] })
  })

  it('rounds a mean to the digits of its currency, half away from zero', () => {
    expect(meanOf({ unit: 'USD', isMoney: true, count: 2, sum: '0.01' })).toBe('0.01')
    expect(meanOf({ unit: 'USD', isMoney: true, count: 2, sum: '-0.01' })).toBe('-0.01')
    expect(meanOf({ unit: 'USD', isMoney: true, count: 3, sum: '1' })).toBe('0.33')
  })
})
