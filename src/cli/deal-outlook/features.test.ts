import { expect, test } from 'vitest'
import { readCsv } from './csv-table.ts'
import { featureColumns, guessedKinds } from './features.ts'

const csv = readCsv(
  [
    'price,share,gap,opened,due,name',
    '"$1,250.50",12.5%,?,2026-01-31 09:30:00,2026/02/10,north',
    '-30,7%,4,2026-02-01 23:00:00,2026/02/03,south',
    '€ 7,,unknown,,2026/03/01,north',
  ].join('\n'),
)

test('numbers are read with currency, thousands and per cent, words for nothing as missing; dates with slashes and hours', () => {
  const kinds = guessedKinds(csv, csv.names)
  expect(kinds).toEqual({ numeric: ['price', 'share', 'gap'], categorical: ['name'], dates: ['opened', 'due'] })
  const values = Object.fromEntries(
    featureColumns(csv, kinds).map(({ name, values }) => [name, Array.from(values as ArrayLike<unknown>)]),
  )
  expect(values).toMatchObject({
    price: [1250.5, -30, 7],
    share: [12.5, 7, Number.NaN],
    gap: [Number.NaN, 4, Number.NaN],
    'opened (hour)': [9.5, 23, Number.NaN],
    'due (month)': [2, 2, 3],
    'opened to due (days)': [10, 2, Number.NaN],
  })
})

test('where rows have a time, dates count from it and not by themselves', () => {
  const columns = featureColumns(csv, { numeric: [], categorical: [], dates: ['opened'], time: 'due' })
  const of = (name: string) => Array.from(columns.find((column) => column.name === name)!.values as ArrayLike<number>)
  expect(of('opened (days before)')).toEqual([10, 2, Number.NaN])
  expect(of('opened (day)').every(Number.isNaN)).toBe(true)
})
