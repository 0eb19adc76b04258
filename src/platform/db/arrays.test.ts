import { expect, test } from 'vitest'
import { plainArray, textArray } from './arrays.ts'

test('arrays are written as PostgreSQL reads them', () => {
  expect(plainArray(['12.50', null, '-3'])).toBe('{12.50,NULL,-3}')
  expect(plainArray([])).toBe('{}')
  expect(textArray(['', 'a,b', 'say "x"', 'C:\\y', null, 'NULL', 'two\nlines', '{}'])).toBe(
    '{"","a,b","say \\"x\\"","C:\\\\y",NULL,"NULL","two\nlines","{}"}',
  )
})
