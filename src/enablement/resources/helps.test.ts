import { expect, test } from 'vitest'
import { helpsWith } from './helps.ts'

const none = { stages: [], segments: [], families: [] }

test('a resource helps where every tag it has names what the deal is; the more it names, the earlier it comes', () => {
  const deal = { stage: ['Negotiation'], segment: ['Hotels'], family: ['Machines', 'Service'] }
  const found = helpsWith(deal, [
    { name: 'For all', ...none },
    { name: 'Stage', ...none, stages: ['negotiation', 'Contract'] },
    { name: 'Stage and segment', ...none, stages: ['Negotiation'], segments: ['Hotels'] },
    { name: 'Another segment', ...none, stages: ['Negotiation'], segments: ['Cafés'] },
    { name: 'A family that the deal has no product of', ...none, families: ['Grinders'] },
    { name: 'A family of its products', ...none, stages: ['Negotiation'], families: ['service', 'Grinders'] },
  ])
  expect(found.map(({ resource, because }) => [resource.name, because])).toEqual([
    ['A family of its products', 'For the stage Negotiation, the family Service'],
    ['Stage and segment', 'For the stage Negotiation, the segment Hotels'],
    ['Stage', 'For the stage Negotiation'],
    ['For all', 'For every deal'],
  ])
})
