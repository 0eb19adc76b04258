import { expect, test } from 'vitest'
import { type Offered, partAt, usualParts } from './view-at.ts'

const view = (given: Partial<Offered> & Pick<Offered, 'view' | 'path'>): Offered => ({
  ...{ title: given.view, tab: null, isFirstTab: false, takes: [] },
  ...given,
})
const views = [
  view({ view: 'deals', path: '/crm/deals', takes: ['outcome', 'sort'] }),
  view({ view: 'changes', path: '/pipeline', tab: 'changes', isFirstTab: true }),
  view({ view: 'coverage', path: '/pipeline', tab: 'coverage', takes: ['owner'] }),
]
const at = (path: string, search: Record<string, string> = {}) => partAt(views, { path, search })

test('an address is the view that stands there, with what narrows it and nothing else', () => {
  expect(at('/crm/deals', { outcome: 'open', deal: 'd1', sort: '' })).toEqual({
    ...{ view: 'deals', title: 'deals' },
    search: { outcome: 'open' },
  })
  expect(at('/pipeline')?.view).toBe('changes')
  expect(at('/pipeline', { tab: 'coverage', owner: 'o1' })).toMatchObject({ view: 'coverage', search: { owner: 'o1' } })
})

test('a tab, or a screen, that cannot be sent is none', () => {
  expect([at('/pipeline', { tab: 'funnel' }), at('/settings')]).toEqual([null, null])
})

test('a first digest holds what its maker may see of the usual', () => {
  expect(usualParts([view({ view: 'needs', path: '/' }), ...views])).toEqual([
    { view: 'needs', title: 'needs', search: {} },
  ])
})
