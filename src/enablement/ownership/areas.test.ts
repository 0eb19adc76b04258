import { expect, test } from 'vitest'
import { areas, areasWith, ownershipOf } from './areas.ts'
import { statesAfter } from './handoff.ts'

test('as they usually are, every area has exactly one owner or is shared for a reason', () => {
  const kinds = areas.map(ownershipOf)
  expect(kinds.filter((kind) => kind === 'owned' || kind === 'shared')).toHaveLength(areas.length)
  expect(kinds.filter((kind) => kind === 'shared')).toHaveLength(3)
})

test('two owners without a reason are an overlap, none is a gap, and what the company sets takes the usual one’s place', () => {
  const set = [
    { key: 'crm', name: 'CRM', operations: true, enablement: true, sharedBecause: null },
    { key: 'events', name: 'Events', operations: false, enablement: false, sharedBecause: null },
  ]
  const all = areasWith(set)
  expect(all).toHaveLength(areas.length + 1)
  expect(all.filter((each) => ['overlap', 'gap'].includes(ownershipOf(each))).map(({ key }) => key)).toEqual([
    'crm',
    'events',
  ])
})

test('a hand-off is accepted before it is done, and what was declined can be proposed again', () => {
  expect(statesAfter('proposed')).not.toContain('done')
  expect(statesAfter('declined')).toEqual(['proposed'])
})
