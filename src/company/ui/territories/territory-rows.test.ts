import { expect, test } from 'vitest'
import { territoryRows } from './territory-rows.ts'

test('territories come in the order of their tree, by name at each level', () => {
  const territory = (id: string, parentId: string | null) => ({ id, name: id, parentId, teams: 0, sites: 0 })
  const rows = territoryRows([
    territory('Spain', 'Europe'),
    territory('Europe', null),
    territory('Americas', null),
    territory('France', 'Europe'),
  ])
  expect(rows.map((row) => `${'-'.repeat(row.depth)}${row.id}`)).toEqual(['Americas', 'Europe', '-France', '-Spain'])
  expect(rows[2]?.path).toEqual(['Europe', 'France'])
})
