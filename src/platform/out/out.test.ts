import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { csvStream } from './csv.ts'
import type { OutTable } from './table.ts'
import { xlsxStream } from './xlsx.ts'

const table: OutTable = {
  name: 'Deals: won/lost',
  columns: [
    { header: 'Deal', kind: 'text', definition: 'As your CRM calls it.' },
    { header: 'Amount', kind: 'number', digits: 2, unit: 'USD' },
    { header: 'Closed', kind: 'day' },
    { header: 'Share', kind: 'percent', digits: 1 },
  ],
  rows: [
    ['=HYPERLINK("http://x")', '26768.05', '2026-11-23', 0.125],
    ['Größe & <Co>, "Ltd"\nsecond line', '-0.05', null, 0],
    ['+1 555', '90071992547409.91', '2024-02-29', null],
    ['\u0000odd\ud800', '123456789012345678.01', '1900-03-01', 1],
  ],
  about: [
    { label: 'As of', text: '23 Nov 2026' },
    { label: 'Left out', text: '12 deals without amount' },
  ],
}

const bytesOf = async (stream: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(stream).arrayBuffer())

describe('a table as CSV', () => {
  it('quotes what must be quoted and turns formulas into text, but not numbers', async () => {
    const text = new TextDecoder().decode(await bytesOf(csvStream(table)))
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'Deal,Amount (USD),Closed,Share',
      `"'=HYPERLINK(""http://x"")",26768.05,2026-11-23,0.125`,
    ])
    expect(text).toContain("'+1 555,90071992547409.91,2024-02-29,\r\n")
    expect(text).toContain('"Größe & <Co>, ""Ltd""\nsecond line",-0.05,,0')
  })
})

describe('a table as an Excel workbook', () => {
  it('holds every value as it is: numbers, days, text that looks like a formula, and what the columns mean', async () => {
    const { sheets } = await readXlsx(await bytesOf(xlsxStream(table)))
    expect(sheets.map(({ name }) => name)).toEqual(['Deals  won lost', 'Definitions'])
    const [rows, about] = sheets.map((sheet) => sheet.rows)
    expect(rows?.[0]).toEqual(['Deal', 'Amount (USD)', 'Closed', 'Share'])
    expect(rows?.[1]?.slice(0, 2)).toEqual(['=HYPERLINK("http://x")', 26768.05])
    expect(rows?.[1]?.[2]).toEqual(new Date('2026-11-23T00:00:00Z'))
    expect(rows?.[2]?.slice(0, 2)).toEqual(['Größe & <Co>, "Ltd"\nsecond line', -0.05])
    expect(rows?.[4]?.slice(0, 2)).toEqual(['odd', '123456789012345678.01'])
    expect(about?.slice(0, 2)).toEqual([
      ['As of', '23 Nov 2026'],
      ['Left out', '12 deals without amount'],
    ])
    expect(about?.[4]).toEqual(['Deal', 'As your CRM calls it.'])
  })

  const openpyxl = pythonWithOpenpyxl()
  it.skipIf(openpyxl === null)('is opened by openpyxl, with the formats of its numbers', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drumbeat-out-'))
    try {
      await writeFile(join(folder, 'out.xlsx'), await bytesOf(xlsxStream(table)))
      const script = `import openpyxl, sys, json
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
print(json.dumps([book.sheetnames, sheet.max_row, sheet['A2'].data_type, sheet['B2'].value, sheet['B2'].number_format, str(sheet['C2'].value), sheet['D2'].number_format, sheet.freeze_panes]))`
      const said = execFileSync(openpyxl!, ['-c', script, join(folder, 'out.xlsx')], { encoding: 'utf8' })
      expect(JSON.parse(said)).toEqual([
        ['Deals  won lost', 'Definitions'],
        5,
        's',
        26768.05,
        '#,##0.00',
        '2026-11-23 00:00:00',
        '0.0%',
        'A2',
      ])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

/** A Python that has openpyxl: the one named in the environment, else the system's; null where there is none. */
function pythonWithOpenpyxl(): string | null {
  const python = process.env.DRUMBEAT_TEST_PYTHON ?? 'python3'
  return spawnSync(python, ['-c', 'import openpyxl']).status === 0 ? python : null
}
