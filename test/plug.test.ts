import { expect, test } from 'vitest'
import { pullThePlug } from '../bench/parts/plug.ts'

test('kill -9 of Node and of PostgreSQL during imports and edits loses nothing acknowledged and doubles nothing', async () => {
  const report = await pullThePlug({ kills: 4, seed: 7 })
  expect(report).toMatchObject({ lostWrites: [], doubledWrites: [], wrongImports: [], doubledRows: 0, tornImports: [] })
  expect(report.kills).toEqual({ node: 2, postgres: 2 })
  expect(report.acknowledgedWrites).toBeGreaterThan(0)
})
