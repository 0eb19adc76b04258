import { expect, test } from 'vitest'
import { cellText } from './cell-text.ts'

test('cells of a sheet are written so that nothing of them is lost and nothing is added', () => {
  expect([0.1 + 0.2, 1234.5, 1e21, 0.0000001, -0.07, 20417].map(cellText)).toEqual([
    ...['0.3', '1234.5', '1000000000000000000000', '0.0000001', '-0.07', '20417'],
  ])
  expect(cellText(new Date('2026-03-01T00:00:00Z'))).toBe('2026-03-01')
  expect(cellText(new Date('2026-03-01T13:30:00.400Z'))).toBe('2026-03-01 13:30:00')
  expect([null, true, ' a ', '001'].map(cellText)).toEqual(['', 'true', ' a ', '001'])
})
