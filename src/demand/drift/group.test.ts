import { describe, expect, test } from 'vitest'
import { grouped, type Known, reconciled, type Shown } from './group.ts'

const all = { level: 'all', familyId: null, itemId: null, territoryId: null } as const
const family = { ...all, level: 'family', familyId: 'f' } as const
const item = (itemId: string, territoryId: string | null = null) =>
  ({ level: 'item', familyId: 'f', itemId, territoryId }) as const
const shift = (node: Shown['node'], startsOn = '2026-07-01', size = -0.2): Shown => {
  return { kind: 'level shift', node, startsOn, size, reason: 'Lower.', counted: true }
}

describe('what many series show', () => {
  test('is said once, by the topmost of them', () => {
    const drifts = grouped([shift(item('a')), shift(item('b'), '2026-08-01'), shift(family), shift(item('a', 't'))])
    expect(drifts.map(({ node, nodes }) => [node, nodes])).toEqual([
      ['family:f', ['family:f', 'item:a', 'item:b', 'item:a@t']],
    ])
  })

  test('is said by the item where only one item shows it', () => {
    const [drift] = grouped([shift(all), shift(family), shift(item('a')), shift(item('a', 't'))])
    expect(drift).toMatchObject({ node: 'item:a', nodes: ['item:a', 'all', 'family:f', 'item:a@t'] })
  })

  test('is one thing too where an item alone moved a territory', () => {
    const drifts = grouped([shift({ ...all, territoryId: 't' }), shift(item('a')), shift(item('a', 't'))])
    expect(drifts.map(({ nodes }) => nodes)).toEqual([['item:a', 'all@t', 'item:a@t']])
  })

  test('is several things where direction, time or branch differ', () => {
    expect(grouped([shift(family), shift(item('a'), '2026-07-01', 0.3), shift(item('b'), '2026-01-01')])).toHaveLength(
      3,
    )
    expect(grouped([shift(item('a', 't')), shift(item('b', 'u'))])).toHaveLength(2)
  })
})

describe('a drift', () => {
  const [found] = grouped([shift(family), shift(item('a'))])
  const known = (more: Partial<Known> = {}): Known => {
    return {
      id: '1',
      kind: 'level shift',
      startsOn: '2026-06-01',
      nodes: ['item:a'],
      isOpen: true,
      isDismissed: false,
      ...more,
    }
  }

  test('is announced once, also when it is seen to begin earlier, or in more series', () => {
    expect(reconciled({ known: [], found: [found!] }).announced).toEqual([found])
    expect(reconciled({ known: [known()], found: [found!] })).toEqual({
      announced: [],
      stay: [{ id: '1', as: found }],
      over: [],
    })
    const dismissed = known({ isOpen: false, isDismissed: true })
    expect(reconciled({ known: [dismissed], found: [found!] }).announced).toEqual([])
  })

  test('is over when it is found no more, and another one of the same kind is new', () => {
    expect(reconciled({ known: [known()], found: [] }).over).toEqual(['1'])
    const long = known({ startsOn: '2026-01-01' })
    expect(reconciled({ known: [long], found: [found!] })).toMatchObject({ announced: [found], over: ['1'] })
  })
})
