import { expect, test } from 'vitest'
import { placed, type RuledAccount } from './placed.ts'
import { RuleTerms } from './terms.ts'

const account = (id: string, given: Partial<RuledAccount> = {}): RuledAccount => ({
  id,
  name: id,
  country: 'Germany',
  industry: 'Hotels',
  employees: 50,
  revenueMinor: 1000,
  territoryId: 'north',
  potential: 1,
  ...given,
})
const rule = (territoryId: string, terms: object) => ({ id: territoryId, territoryId, terms: RuleTerms.parse(terms) })
const id = '0190f3a0-0000-7000-8000-000000000001'

test('accounts go where the only fitting rule says; what fits none or several territories is listed and moves nowhere', () => {
  const found = placed(
    [
      account('stays'),
      account('moves', { country: 'austria' }),
      account('lost', { country: null }),
      account('torn', { industry: 'Cafés', employees: 300 }),
    ],
    [
      rule('north', { countries: ['Germany'] }),
      rule('south', { countries: ['Austria', 'Switzerland'] }),
      rule('large', { employeesFrom: 250 }),
    ],
  )
  expect(found.staying).toBe(1)
  expect(found.moves.map(({ account: { id: moved }, toTerritoryId }) => [moved, toTerritoryId])).toEqual([
    ['moves', 'south'],
  ])
  expect(found.unassigned.map((each) => each.id)).toEqual(['lost'])
  expect(found.doubly.map((each) => [each.account.id, each.territoryIds])).toEqual([['torn', ['north', 'large']]])
})

test('a named account outranks place, segment and size; two rules of one territory are no contradiction', () => {
  const rules = [
    rule('north', { countries: ['Germany'] }),
    rule('key', { accountIds: [id] }),
    rule('north', { industries: ['Hotels'] }),
  ]
  expect(placed([account(id)], rules).moves).toMatchObject([{ toTerritoryId: 'key' }])
  expect(placed([account('other')], rules)).toMatchObject({ staying: 1, doubly: [] })
})
