import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { openEmbedded } from '#platform/db/embedded/server.ts'
import { migrate } from '#platform/db/migrate.ts'

/** 500,000 lines; LINES=100000 makes a smaller shop. */
const invoices = Number(process.env.LINES ?? 500_000) / 5
const perInvoice = 5
const lines = invoices * perInvoice
const corrections = 500
const products = 400
const variants = ['', '-R', '-B', '-S', '-M', 'a']

type Line = {
  invoice: string
  code: string
  name: string
  quantity: number
  cents: number
  day: string
  customer: number
}
type Took = {
  seconds: number
  peakMegabytes: number
  status: string
  error: string | null
  rowsNew: number
  rowsChanged: number
  rowsUnchanged: number
  rowsQuarantined: number
  rowsMended: number
  asks: string[]
}
type Books = { lines: number; cents: number; items: number }

/**
 * A web shop's 500,000 order lines without line numbers: variants one letter apart, codes whose capitals differ, returns,
 * equal lines within an invoice. Then a file with 500 corrected prices, which must ask and replace, and the corrected
 * lines again with other headers, another order of columns and of rows, and other ways of writing numbers.
 */
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
    await server.ensureDatabase('shop')
    const url = server.urlFor('shop')
    await migrate(url)
    const story = await tell(url, folder)
    return story.join('\n')
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function tell(url: string, folder: string): Promise<string[]> {
  const files = {
    first: join(folder, 'shop.csv'),
    corrected: join(folder, 'corrected.csv'),
    reordered: join(folder, 'reordered.csv'),
  }
  await write(files.first, plain(all(false)))
  await write(files.corrected, plain(all(true)))
  await write(files.reordered, otherwise([...all(true)].reverse()))
  const expected = { first: sumOf(all(false)), corrected: sumOf(all(true)) }
  const first = await importAlone(url, files.first, folder)
  const afterFirst = await booksOf(url)
  const asked = await importAlone(url, files.corrected, folder)
  const afterAsked = await booksOf(url)
  const corrected = await importAlone(url, files.corrected, folder, { 'here:overlap': 'replace' })
  const afterCorrected = await booksOf(url)
  const reordered = await importAlone(url, files.reordered, folder, {})
  const afterReordered = await booksOf(url)
  const faults = [
    ...against('first file', { took: first, books: afterFirst, expected: expected.first }),
    ...(asked.status === 'failed' && asked.asks.length === 1 ? [] : ['the corrected file was not asked about']),
    ...(afterAsked.cents === expected.first ? [] : ['an open question changed the books']),
    ...against('corrected file', { took: corrected, books: afterCorrected, expected: expected.corrected }),
    ...against('reordered file', { took: reordered, books: afterReordered, expected: expected.corrected }),
  ]
  if (faults.length > 0) process.exitCode = 1
  const row = (what: string, took: Took, books: Books) =>
    `| ${what} | ${took.seconds.toFixed(1)} | ${Math.round(took.peakMegabytes)} | ${took.rowsNew} | ${took.rowsChanged} | ${took.rowsUnchanged} | ${took.rowsQuarantined} | ${took.rowsMended} | ${books.lines} | ${(books.cents / 100).toFixed(2)} | ${books.items} |`
  return [
    `${lines.toLocaleString('en')} order lines of a web shop without line numbers, ${products * variants.length} codes one letter or one capital apart, ${corrections} corrected prices.`,
    '',
    '| | seconds | peak MB | new | changed | unchanged | left out | mended | lines in the books | worth | items |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
    row('first file', first, afterFirst),
    row('corrected, asked: nothing written', asked, afterAsked),
    row('corrected, answered: replace', corrected, afterCorrected),
    row('corrected again, reordered and renamed', reordered, afterReordered),
    '',
    faults.length > 0
      ? `Faults: ${faults.join('; ')}.`
      : '0 wrong mends, 0 doubled lines, 0 lost lines; worth to the cent.',
  ]
}

function against(what: string, { took, books, expected }: { took: Took; books: Books; expected: number }): string[] {
  return [
    ...(took.status === 'loaded' ? [] : [`${what}: ${took.status} ${took.error}`]),
    ...(books.lines === lines ? [] : [`${what}: ${books.lines} lines instead of ${lines}`]),
    ...(books.cents === expected ? [] : [`${what}: worth ${books.cents} instead of ${expected} cents`]),
    ...(took.rowsMended === 0 && took.rowsQuarantined === 0
      ? []
      : [`${what}: ${took.rowsMended} mended, ${took.rowsQuarantined} left out`]),
    ...(books.items === products * (variants.length - 1) ? [] : [`${what}: ${books.items} items`]),
  ]
}

/** The lines of the shop, the same at every run; of the corrected ones every thousandth has another price. */
function* all(isCorrected: boolean): Generator<Line> {
  const next = random(500)
  for (let at = 0; at < lines; at++) {
    const invoice = Math.floor(at / perInvoice)
    const product = Math.floor(next() * products)
    const variant = variants[Math.floor(next() * variants.length)]!
    const twin = at % 50 === 49
    const cents = 100 + Math.floor(next() * 5000)
    const quantity = at % 97 === 0 ? -1 : 1 + Math.floor(next() * 12)
    const base = `W${40 + product}A`
    // Half of the plain codes are typed with a small letter: the same product.
    const code = variant === 'a' ? base.toLowerCase() : base + variant
    const price = isCorrected && at % (lines / corrections) === 7 ? cents + 1 : cents
    yield {
      invoice: `${536_000 + invoice}`,
      code,
      name: `Lantern ${product}${variant === 'a' ? '' : variant}`,
      quantity: twin ? 1 : quantity,
      cents: price,
      day: `2025-${String(1 + (invoice % 12)).padStart(2, '0')}-${String(1 + (invoice % 28)).padStart(2, '0')}`,
      customer: 12_000 + (invoice % 4000),
    }
  }
}

function* plain(from: Iterable<Line>): Generator<string> {
  yield 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n'
  for (const line of from)
    yield `${line.invoice},${line.code},${line.name},${line.quantity},${line.day} 08:26:00,${(line.cents / 100).toFixed(2)},${line.customer}.0\n`
}

function* otherwise(from: Iterable<Line>): Generator<string> {
  yield 'Customer;Unit price;Qty;SKU;Item name;Order date;Invoice;Remark\n'
  for (const line of from)
    yield `${line.customer};${(line.cents / 100).toFixed(2).replace('.', ',')};${line.quantity},0;${line.code};${line.name};${line.day};${line.invoice};x\n`
}

function sumOf(from: Iterable<Line>): number {
  let sum = 0
  for (const line of from) sum += line.quantity * line.cents
  return sum
}

async function write(path: string, rows: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(inPieces(rows)), createWriteStream(path))
}

function* inPieces(rows: Iterable<string>): Generator<string> {
  let text = ''
  for (const row of rows) {
    text += row
    if (text.length > 100_000) {
      yield text
      text = ''
    }
  }
  yield text
}

async function importAlone(
  url: string,
  path: string,
  folder: string,
  answers: Record<string, string> = {},
): Promise<Took> {
  const script = join(import.meta.dirname, 'importing.ts')
  const child = spawn(process.execPath, [script, url, path, folder, JSON.stringify(answers)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (piece) => {
    said += String(piece)
  })
  await once(child, 'close')
  return JSON.parse(said) as Took
}

async function booksOf(url: string): Promise<Books> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ lines: string; cents: string; items: string }>(
      `select count(*) as lines, (sum(amount) * 100)::bigint as cents, (select count(*) from company.item) as items
       from crm.order_line where ended_at is null`,
    )
    const [row] = rows
    return { lines: Number(row?.lines), cents: Number(row?.cents), items: Number(row?.items) }
  } finally {
    await client.end()
  }
}

/** Seeded numbers between 0 and 1. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
