import { expect, test } from 'vitest'
import { formatDecimal, formatPercent } from '#platform/ui/format.ts'
import { numberCell } from './number-cell.ts'

test('a figure of a record shows to its last decimal, in the marks of its country', () => {
  const inGerman = {
    decimal: (text: string) => formatDecimal(text, { locale: 'de-DE' }),
    percent: (share: number, digits: number) => formatPercent(share, { locale: 'de-DE', digits }),
  }
  expect(numberCell('0.25', 'decimal', inGerman)).toBe('0,25')
  expect(numberCell('1234.183', 'decimal', inGerman)).toBe('1.234,183')
  expect(numberCell(20, 'whole', inGerman)).toBe('20')
  expect(numberCell('0.005', 'share', inGerman)).toBe('0,5\u00a0%')
  expect(numberCell('0.07', 'share', inGerman)).toBe('7\u00a0%')
  expect(numberCell(null, 'decimal', inGerman)).toBe('')
})
