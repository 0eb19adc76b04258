import { expect, test } from 'vitest'
import { pullThePlug } from '../bench/parts/plug.ts'

test('kill -9 of the server, of a worker beside it and of PostgreSQL during imports and edits loses nothing acknowledged and doubles nothing', async () => {
  const report = await pullThePlug({ victims: ['node', 'worker', 'postgres', 'worker'], seed: 7 })
  expect(report).toMatchObject({ lostWrites: [], doubledWrites: [], wrongImports: [], doubledRows: 0, tornImports: [] })
  expect(report.kills).toEqual({ node: 1, postgres: 1, worker: 2 })
  expect(report.acknowledgedWrites).toBeGreaterThan(0)
})
