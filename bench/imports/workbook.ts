import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeXlsx } from 'hucre/xlsx'
import { openEmbedded } from '#platform/db/embedded/server.ts'
import { migrate } from '#platform/db/migrate.ts'

const rows = 100_000
const limit = 15

type Took = {
  seconds: number
  secondsToRead: number
  peakMegabytes: number
  status: string
  error: string | null
  rowsIn: number
}
type Line = { order: string; line: number; day: Date; item: string; account: string; quantity: number; amount: number }

/** 100,000 order lines from a workbook with serial dates: read, checked, loaded; beside the same rows as CSV. Fails above 15 s. */
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
    const files = { workbook: join(folder, 'orders.xlsx'), csv: join(folder, 'orders.csv') }
    await writeFile(files.workbook, await workbook())
    await pipeline(Readable.from(csv()), createWriteStream(files.csv))
    const workbookTook = await imported(server, { file: files.workbook, folder, database: 'workbook' })
    const csvTook = await imported(server, { file: files.csv, folder, database: 'csv' })
    if (workbookTook.secondsToRead + workbookTook.seconds > limit) process.exitCode = 1
    return [
      `${rows.toLocaleString('en')} order lines of 7 columns; limit ${limit} s from the file to the loaded rows.`,
      '',
      '| file | seconds to read and recognise | seconds to check and load | together | peak memory |',
      '|---|---|---|---|---|',
      line('workbook (.xlsx) with serial dates', workbookTook),
      line('baseline: the same rows as CSV', csvTook),
    ].join('\n')
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function line(what: string, { secondsToRead: read, seconds, peakMegabytes }: Took): string {
  return `| ${what} | ${read.toFixed(1)} | ${seconds.toFixed(1)} | ${(read + seconds).toFixed(1)} s | ${Math.round(peakMegabytes)} MB |`
}

function* lines(): Generator<Line> {
  for (let at = 0; at < rows; at++) {
    const day = new Date(Date.UTC(2021 + (at % 5), (at * 7) % 12, 1 + ((at * 11) % 28)))
    yield {
      ...{ order: `SO${100_000 + Math.floor(at / 3)}`, line: (at % 3) + 1, day },
      ...{ item: `Item ${(at * 31) % 500}`, account: `Account, ${(at * 17) % 2000}` },
      ...{ quantity: 1 + (at % 9), amount: ((at * 7919) % 100_000) / 100 },
    }
  }
}

const heads = ['Order number', 'Line number', 'Order date', 'Item', 'Account', 'Quantity', 'Amount (USD)']

function workbook(): Promise<Uint8Array> {
  const cells = [...lines()].map(({ order, line: nth, day, item, account, quantity, amount }) => [
    ...[order, nth, day, item, account, quantity, amount],
  ])
  return writeXlsx({ sheets: [{ name: 'Orders', rows: [heads, ...cells] }] })
}

function* csv(): Generator<string> {
  yield `${heads.join(',')}\n`
  for (const { order, line: nth, day, item, account, quantity, amount } of lines())
    yield `${order},${nth},${day.toISOString().slice(0, 10)},${item},"${account}",${quantity},${amount.toFixed(2)}\n`
}

type Server = Extract<Awaited<ReturnType<typeof openEmbedded>>, { state: 'open' }>['server']

async function imported(server: Server, of: { file: string; folder: string; database: string }): Promise<Took> {
  await server.ensureDatabase(of.database)
  const url = server.urlFor(of.database)
  await migrate(url)
  const child = spawn(process.execPath, [join(import.meta.dirname, 'importing.ts'), url, of.file, of.folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  await once(child, 'exit')
  const took = JSON.parse(said) as Took
  if (took.status !== 'loaded' || took.rowsIn !== rows) throw new Error(`The import went wrong: ${said}`)
  return took
}
