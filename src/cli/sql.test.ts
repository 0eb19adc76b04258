import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/harness/database.ts'

const cli = join(import.meta.dirname, '../cli.ts')
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.drop())

test('statements that are piped in are answered as CSV, numbers as PostgreSQL writes them', async () => {
  const said = await sql(
    [],
    "select 1.50::numeric as price, null as nothing;\nselect date '2026-11-28' as day,\n 'x' as y;\n\\d crm.stage\n",
  )
  expect(said.err).toBe('')
  expect(said.out).toContain('price,nothing\n1.50,\nday,y\n2026-11-28,x\ncolumn,type,may_be_null\nid,uuid,f\n')
  expect(said.code).toBe(0)
})

test('reading only is kept to, also by who tries to end the transaction, and the way to write is told', async () => {
  const write = "insert into platform.setting (key, value) values ('a', '1')"
  const refused = await sql([write])
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toContain('Add --write to change data')
  expect((await sql([], `commit;\n${write};\n`)).code).toBe(1)
  expect((await sql([`commit; ${write}`])).code).toBe(1)
  expect((await sql(["select count(*) from platform.setting where key = 'a'"])).out).toBe('count\n0\n')
  expect(await sql([write, '--write'])).toEqual({ code: 0, out: '', err: 'INSERT 1\n' })
})

async function sql(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [cli, 'sql', ...args, '--database-url', database.url])
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  return { code, ...said }
}
