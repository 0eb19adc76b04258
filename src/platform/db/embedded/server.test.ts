import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEmbedded } from './server.ts'

const quiet = { info: () => undefined, error: () => undefined }
let parent: string
/** Shared by the tests that need no new cluster: making one is most of their time. */
let dataDir: string

beforeAll(async () => {
  parent = await mkdtemp('/tmp/drumbeat-embedded-')
  await chmod(parent, 0o755)
  dataDir = join(parent, 'data')
})
afterAll(() => rm(parent, { recursive: true, force: true }))

describe('the embedded PostgreSQL', () => {
  test('keeps what was written over a stop and a start', async () => {
    const first = await open(dataDir)
    expect(await first.ensureDatabase('main')).toBe(true)
    await ask(first.urlFor('main'), 'CREATE TABLE note AS SELECT 7 AS value')
    await first.stop()

    const second = await open(dataDir)
    expect(await second.ensureDatabase('main')).toBe(false)
    expect(await ask(second.urlFor('main'), 'SELECT value FROM note')).toEqual([{ value: 7 }])
    await second.stop()
  })

  test('is a UTF-8 server with checksums that listens on no network address', async () => {
    const server = await open(dataDir)
    const rows = await ask(
      server.urlFor('postgres'),
      `SELECT current_setting('data_checksums') AS checksums, current_setting('listen_addresses') AS addresses,
              current_setting('synchronous_commit') AS commit, current_setting('server_encoding') AS encoding`,
    )
    await server.stop()
    expect(rows).toEqual([{ checksums: 'on', addresses: '', commit: 'on', encoding: 'UTF8' }])
  })

  test('tells a second start who holds the data directory and where it can be reached', async () => {
    const server = await open(dataDir)
    await server.announce('http://127.0.0.1:4400')
    const second = await openEmbedded({ dataDir, log: quiet })
    expect(second).toMatchObject({ state: 'taken', owner: { pid: process.pid, url: 'http://127.0.0.1:4400' } })
    await server.stop()
    expect(await readdir(dataDir)).not.toContain('drumbeat.lock')
  })

  test('comes back by itself after kill -9 of PostgreSQL', async () => {
    const server = await open(dataDir)
    const before = server.pid()
    process.kill(before, 'SIGKILL')
    while (server.pid() === before) await sleep(20)
    const rows = await poll(() => ask(server.urlFor('postgres'), 'SELECT 1 AS alive'))
    expect(rows).toEqual([{ alive: 1 }])
    await server.stop()
  })

  test('after kill -9 of its Drumbeat the next start finds every committed row', async () => {
    const script = `import { openEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'server.ts'))}
      const { server } = await openEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: { info() {}, error() {} } })
      await server.ensureDatabase('main')
      console.log('ready')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    const held = await openEmbedded({ dataDir, log: quiet })
    await ask(held.state === 'taken' ? held.urlFor('main') : '', 'CREATE TABLE orphan AS SELECT 1 AS value')
    child.kill('SIGKILL')
    await once(child, 'exit')

    const server = await open(dataDir)
    expect(await ask(server.urlFor('main'), 'SELECT value FROM orphan')).toEqual([{ value: 1 }])
    await server.stop()
  })

  test('puts its socket at a short place when the data directory has a long name', async () => {
    const server = await open(join(parent, 'a-long-name-'.repeat(10)))
    expect(await ask(server.urlFor('postgres'), 'SELECT 1 AS alive')).toEqual([{ alive: 1 }])
    await server.stop()
  })

  test.runIf(process.getuid?.() === 0)('names the folder that keeps PostgreSQL out of its data', async () => {
    const closed = join(parent, 'closed')
    await mkdir(closed, { mode: 0o700 })
    await expect(openEmbedded({ dataDir: join(closed, 'data'), log: quiet })).rejects.toThrow(
      `may not enter ${closed}, so it cannot keep its data in ${join(closed, 'data')}`,
    )
    expect(await readdir(closed)).toEqual([])
  })
})

async function open(dataDir: string) {
  const opened = await openEmbedded({ dataDir, log: quiet, settings: { shared_buffers: '16MB' } })
  if (opened.state !== 'open') throw new Error(`${dataDir} is held by ${opened.owner.pid}`)
  return opened.server
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function poll<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const result = await work().catch(() => undefined)
    if (result !== undefined) return result
    await sleep(50)
  }
  return work()
}
