import { expect, test } from 'vitest'
import { readArguments, Usage } from './arguments.ts'
import { completionScript, endpointLines } from './described.ts'
import { rowsIn, tableIn } from './rows.ts'

test('a read takes filters, a write takes fields, JSON and a query', () => {
  expect(readArguments(['crm/deals', 'outcome=open', '--all', '--format', 'csv'], {})).toMatchObject({
    ...{ method: 'get', path: 'crm/deals', query: [['outcome', 'open']], body: undefined, format: 'csv', all: true },
    url: 'http://127.0.0.1:4400',
  })
  expect(readArguments(['post', '/api/actions', 'title=a=b', 'days:=3', 'dry==true'], {})).toMatchObject({
    ...{ method: 'post', path: 'actions', body: { title: 'a=b', days: 3 }, query: [['dry', 'true']] },
  })
  expect(readArguments(['x'], { DRUMBEAT_URL: 'http://h/demo/', DRUMBEAT_TOKEN: 't' })).toMatchObject({
    ...{ url: 'http://h/demo', token: 't' },
  })
  for (const wrong of [
    ['a', 'b'],
    ['post', 'a', 'b:={'],
    ['a', '--format', 'xml'],
    ['a', '--nope'],
  ])
    expect(() => readArguments(wrong, {})).toThrow(Usage)
})

test('rows are the one list of a reply; nested values become columns, lists JSON, nothing an empty cell', () => {
  expect(rowsIn({ deals: [{ id: 1 }], next: null })).toEqual([{ id: 1 }])
  expect(rowsIn([1, 2])).toEqual([{ value: 1 }, { value: 2 }])
  expect(rowsIn({ a: [], b: [] })).toBeNull()
  expect(
    tableIn([
      { a: 1, of: { name: 'x', ids: [1] } },
      { a: null, later: true },
    ]),
  ).toEqual({
    names: ['a', 'of.name', 'of.ids', 'later'],
    cells: [
      ['1', 'x', '[1]', null],
      [null, null, null, 'true'],
    ],
  })
})

test('what there is to ask is listed with its definition, and completed', () => {
  const described = {
    paths: { '/api/crm/deals': { get: { summary: 'Deals.', parameters: [{ name: 'outcome', in: 'query' }] } } },
  }
  expect(endpointLines(described)).toBe('get    crm/deals outcome=\n       Deals.\n')
  expect(completionScript(described, 'bash')).toContain('["crm/deals"]="outcome="')
})
