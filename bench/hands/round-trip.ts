import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { majorText } from '#platform/numbers/minor.ts'
import { xlsxStream } from '#platform/out/xlsx.ts'
import { broughtBack, type Sheet } from '#platform/ui/grid/brought-back.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { outAndBack, outTable } from '#platform/ui/grid/out-table.ts'

const count = 20_000
const changed = 500

type Quota = { id: string; name: string; minor: number; units: string; from: string }

const columns: Column<Quota>[] = [
  { id: 'name', header: 'Person', value: ({ name }) => name },
  {
    ...{ id: 'minor', header: 'Quota', kind: 'number', value: ({ minor }) => minor, currency: () => 'EUR' },
    edit: { kind: 'money', value: ({ minor }) => minor, currency: () => 'EUR', apply: (row) => row },
  },
  {
    ...{ id: 'units', header: 'Units', kind: 'number', value: ({ units }) => units },
    edit: { kind: 'number', value: ({ units }) => Number(units), apply: (row) => row },
  },
  {
    ...{ id: 'from', header: 'From', value: ({ from }) => from },
    edit: { kind: 'day', value: ({ from }) => from, apply: (row) => row },
  },
]

/** A workbook of 20,000 rows, opened, recomputed and saved by LibreOffice, and brought back: sums to the cent, no difference that nobody made, each that somebody made. */
export async function run(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-bench-'))
  try {
    const rows = Array.from({ length: count }, (_, at) => quota(at))
    const origin = { list: 'quotas', scope: '2027' }
    const rowId = ({ id }: Quota) => id
    const table = outTable({ name: "People's quotas", columns, rows, about: [] })
    const book = new Response(xlsxStream(outAndBack({ table, origin, columns, rows, keyOf: rowId })))
    await writeFile(join(folder, 'out.xlsx'), Buffer.from(await book.arrayBuffer()))
    const version = savedByOffice(folder)
    const sheets = await sheetsOf(join(folder, 'saved/out.xlsx'))
    const sums = sumsIn(sheets)
    const total = majorText(
      rows.reduce((sum, { minor }) => sum + minor, 0),
      'EUR',
    )
    const here = { origin, columns, rows, rowId, keyOf: rowId, locale: 'de-DE' }
    const untouched = back(sheets, here)
    for (const line of sheets[0]!.rows.slice(1, changed + 1)) line[1] = Number(line[1]) + 0.01
    const start = performance.now()
    const touched = back(sheets, here)
    const seconds = (performance.now() - start) / 1000
    const off = touched.changes.filter(({ change }) => Number(change.to) - Number(change.from) !== 1).length
    if (sums[0] !== Number(total) || untouched.changes.length + untouched.refused.length > 0 || off > 0)
      process.exitCode = 1
    return [
      `${count.toLocaleString('en')} rows, 3 columns that may be changed; ${version}.`,
      '',
      '| what | ours | LibreOffice |',
      '|---|---:|---:|',
      `| sum of quotas, EUR | ${total} | ${sums[0]} |`,
      `| differences that nobody made | 0 | ${untouched.changes.length + untouched.conflicts.length + untouched.refused.length} |`,
      `| cells changed by one cent there | ${changed} | ${touched.changes.length - off} found, ${off} otherwise |`,
      '',
      `Comparing took ${seconds.toFixed(1)} s.`,
    ].join('\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function quota(at: number): Quota {
  const minor = 1_000_00 + ((at * 7_919_031) % 90_000_000_07)
  const day = new Date(Date.UTC(2027, at % 12, 1 + (at % 28))).toISOString().slice(0, 10)
  return { id: `q${at}`, name: `Person ${at}`, minor, units: ((at % 997) / 8).toString(), from: day }
}

function back(sheets: Sheet[], here: Parameters<typeof broughtBack<Quota>>[1]) {
  const found = broughtBack(sheets, here)
  if (typeof found === 'string') throw new Error(found)
  return found
}

/** Opens and saves the workbook, computing every formula anew. */
function savedByOffice(folder: string): string {
  const profile = `-env:UserInstallation=file://${folder}/profile`
  const args = [
    profile,
    '--headless',
    '--convert-to',
    'xlsx',
    '--outdir',
    join(folder, 'saved'),
    join(folder, 'out.xlsx'),
  ]
  const saved = spawnSync('soffice', args, { encoding: 'utf8' })
  if (saved.status !== 0)
    throw new Error(`LibreOffice Calc is needed (Debian: libreoffice-calc-nogui). ${saved.error ?? saved.stderr}`)
  return spawnSync('soffice', ['--version'], { encoding: 'utf8' }).stdout.trim().split(' ').slice(0, 2).join(' ')
}

async function sheetsOf(file: string): Promise<Sheet[]> {
  const { sheets } = await readXlsx(new Uint8Array(await readFile(file)))
  return sheets.map(({ name, rows }) => ({ name, rows: rows as Sheet['rows'] }))
}

/** What the live sums of the sheet of definitions say. */
function sumsIn(sheets: readonly Sheet[]): number[] {
  const rows = sheets.find(({ name }) => name === 'Definitions')?.rows ?? []
  const at = rows.findIndex(([first]) => first === 'Sums of the rows that are shown')
  return rows.slice(at + 1).map(([, sum]) => Number(sum))
}
