import { expect, test } from 'vitest'
import { cellsOf } from './cells.ts'

test('a row in quarantine is cut into cells as its file was, and is as wide as its header', () => {
  expect(cellsOf('A;"x; y";"say ""no"""', { delimiter: ';', width: 3 })).toEqual(['A', 'x; y', 'say "no"'])
  expect(cellsOf('A,b', { delimiter: ',', width: 4 })).toEqual(['A', 'b', '', ''])
  expect(cellsOf('"two\nlines",2', { delimiter: ',', width: 2 })).toEqual(['two\nlines', '2'])
  expect(cellsOf('a,b,c', { delimiter: ',', width: 2 })).toEqual(['a', 'b', 'c'])
})
