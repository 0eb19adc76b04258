import { expect, test } from 'vitest'
import { csvOf, tableOf } from './sql-table.ts'

const names = ['name', 'amount']
const rows = [
  ['Press line', '120000.00'],
  ['Rollers, "spare"', null],
  ['', '1'],
]

test('a terminal gets aligned columns and a count', () => {
  expect(tableOf(names, rows)).toBe(
    [
      'name              amount',
      '----------------  ---------',
      'Press line        120000.00',
      'Rollers, "spare"',
      '                  1',
      '(3 rows)',
      '',
    ].join('\n'),
  )
})

test('a file gets CSV in which null and empty text differ', () => {
  expect(csvOf(names, rows)).toBe('name,amount\nPress line,120000.00\n"Rollers, ""spare""",\n"",1\n')
})
