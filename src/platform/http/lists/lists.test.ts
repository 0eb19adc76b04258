import { expect, test } from 'vitest'
import { inOrder } from './order.ts'
import { pageAfter } from './pages.ts'

type Row = { id: string }

function listOf(ids: string[]) {
  return async ({ offset, limit }: { offset: number; limit: number }) => {
    const rows: Row[] = ids.slice(offset, offset + limit).map((id) => ({ id }))
    return { rows, more: ids.length > offset + limit }
  }
}

/** Walks a list in pages of three while `meanwhile` changes it after the first page. */
async function walked(ids: string[], meanwhile: (ids: string[]) => string[]): Promise<string[] | 'lost'> {
  const got: string[] = []
  let now = ids
  for (let place: { at: number; seen: string[] } | null = { at: 0, seen: [] }; place; ) {
    const page = await pageAfter(listOf(now), { ...place, limit: 3, most: 20 })
    if (!page) return 'lost'
    got.push(...page.rows.map((row) => (row as Row).id))
    place = page.next
    if (got.length === 3) now = meanwhile(now)
  }
  return got
}

const letters = [...'abcdefgh']

test.each<[string, (ids: string[]) => string[], string[] | 'lost']>([
  ['nothing changes', (ids) => ids, letters],
  ['rows come before the place', (ids) => ['x', 'y', ...ids], letters],
  ['many rows come before the place', (ids) => [...'123456789', ...ids], letters],
  ['a row before the place goes', (ids) => ids.filter((id) => id !== 'b'), letters],
  ['the last row that was seen goes', (ids) => ids.filter((id) => id !== 'c'), letters],
  ['a row comes behind the place', (ids) => [...ids, 'z'], [...letters, 'z']],
  ['all that was seen goes', (ids) => ids.filter((id) => !'abc'.includes(id)), 'lost'],
])('a list is walked once, each row of it, where %s', async (_, meanwhile, walk) => {
  expect(await walked(letters, meanwhile)).toEqual(walk)
})

test('rows sort by numbers as numbers, by text whatever its case, empty ones last either way', () => {
  const rows = [
    { id: 'a', amount: '9.50', name: 'beta' },
    { id: 'b', amount: '10', name: 'Alpha' },
    { id: 'c', amount: null, name: 'alpha' },
  ]
  const ids = (column: string, isDescending = false) => inOrder(rows, [{ column, isDescending }]).map(({ id }) => id)
  expect(ids('amount')).toEqual(['a', 'b', 'c'])
  expect(ids('amount', true)).toEqual(['b', 'a', 'c'])
  expect(ids('name')).toEqual(['b', 'c', 'a'])
})
