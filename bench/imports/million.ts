import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { openEmbedded } from '#platform/db/embedded/server.ts'
import { migrate } from '#platform/db/migrate.ts'

const rows = 1_000_000
const bad = 1_000
const limits = { ratio: 12, megabytes: 300 }

type Took = {
  seconds: number
  peakMegabytes: number
  cpuSeconds: number
  status: string
  error: string | null
  rowsIn: number
  rowsQuarantined: number
}

/** Imports 1,000,000 order lines with validation, and copies the same rows raw into an identical table; fails above 12 x or 300 MB. */
export async function run(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-bench-'))
  await chmod(folder, 0o755)
  const opened = await openEmbedded({
    dataDir: join(folder, 'data'),
    log: { info: () => undefined, error: console.error },
  })
  if (opened.state !== 'open') throw new Error(`${folder} is held by process ${opened.owner.pid}.`)
  const { server } = opened
  try {
    await server.ensureDatabase('million')
    const url = server.urlFor('million')
    await migrate(url)
    const path = join(folder, 'orders.csv')
    await pipeline(Readable.from(orderLines()), createWriteStream(path))
    const took = await importAlone(url, path, folder)
    if (took.status !== 'loaded' || took.rowsIn !== rows - bad || took.rowsQuarantined !== bad)
      throw new Error(`The import went wrong: ${JSON.stringify(took)}`)
    const raw = await copyRaw(url, join(folder, 'rows.txt'))
    return report(took, raw)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function report(took: Took, raw: { indexed: number; plain: number }): string {
  const ratio = took.seconds / raw.plain
  if (ratio > limits.ratio || took.peakMegabytes > limits.megabytes) process.exitCode = 1
  const row = (what: string, seconds: number) =>
    `| ${what} | ${seconds.toFixed(1)} | ${Math.round(rows / seconds).toLocaleString('en')} | ${(took.seconds / seconds).toFixed(1)} |`
  return [
    `${rows.toLocaleString('en')} order lines, 0.1 % of them bad: read, checked, names resolved, compared, written; beside COPY of the very same rows.`,
    '',
    '| | seconds | rows/s | import takes so many times as long |',
    '|---|---|---|---|',
    row('import with validation', took.seconds),
    row('raw COPY into a table with the same indexes', raw.indexed),
    row('raw COPY into a table without any index', raw.plain),
    '',
    `Limit ${limits.ratio} against the plain table. Peak memory of the importing process ${Math.round(took.peakMegabytes)} MB (limit ${limits.megabytes}), ${took.cpuSeconds.toFixed(1)} s of its own CPU.`,
  ].join('\n')
}

function* orderLines(): Generator<string> {
  const next = random(4410)
  let text = 'order_number,line_number,order_date,item,account,territory,quantity,amount,currency\n'
  for (let at = 0; at < rows; at++) {
    const month = String(1 + Math.floor(next() * 12)).padStart(2, '0')
    const day = String(1 + Math.floor(next() * 28)).padStart(2, '0')
    const amount = at % (rows / bad) === 500 ? 'unknown' : (next() * 1000).toFixed(4)
    text += `SO${100000 + Math.floor(at / 3)},${(at % 3) + 1},202${Math.floor(next() * 5)}-${month}-${day},Item ${Math.floor(next() * 500)},"Account, ${Math.floor(next() * 2000)}",Region ${Math.floor(next() * 10)},${1 + Math.floor(next() * 9)},${amount},USD\n`
    if (at % 1000 === 999) {
      yield text
      text = ''
    }
  }
  yield text
}

async function importAlone(url: string, path: string, filesDir: string): Promise<Took> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'importing.ts'), url, path, filesDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  await once(child, 'exit')
  return JSON.parse(said) as Took
}

/** Seconds of COPY of the very rows that came in, into a table with the same indexes and into one with none. */
async function copyRaw(url: string, file: string): Promise<{ indexed: number; plain: number }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await pipeline(client.query(copyTo('copy crm.order_line to stdout')), createWriteStream(file))
  const timed = async (table: string, like: string) => {
    await client.query(`create table ${table} (like crm.order_line ${like})`)
    await client.query('checkpoint')
    const began = performance.now()
    await pipeline(
      createReadStream(file, { highWaterMark: 1 << 18 }),
      client.query(copyFrom(`copy ${table} from stdin`)),
    )
    return (performance.now() - began) / 1000
  }
  const indexed = await timed('public.indexed_line', 'including all')
  const plain = await timed('public.plain_line', '')
  await client.end()
  return { indexed, plain }
}

/** A small seeded generator (linear congruential, Numerical Recipes' constants): only spreads values about. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
