import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Format } from '#platform/importing/mapping.ts'
import { decoderOf } from './decoder.ts'
import { guessDelimiter } from './delimiter.ts'
import { guessEncoding } from './encoding.ts'
import { guessHeader } from './header.ts'
import { readRows, sampleFile } from './read.io.ts'
import { type FileRow, joinRow, lineEnds, splitRows } from './split-rows.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drumbeat-reading-'))
})
afterAll(() => rm(folder, { recursive: true }))

const text = 'Datum;Kunde;Betrag\n01.02.2024;Müller & Söhne;1.234,50\n13.02.2024;"Groß; GmbH";7,00\n'

describe('a file is read whatever its bytes look like', () => {
  const utf16be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 little endian', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16 big endian', utf16be, 'utf-16be'],
    ['Latin-1', Buffer.from(text, 'latin1'), 'windows-1252'],
    ['gzip', gzipSync(text), 'utf-8'],
    ['Windows line ends', Buffer.from(text.replaceAll('\n', '\r\n')), 'utf-8'],
    ['old Macintosh line ends', Buffer.from(text.replaceAll('\n', '\r')), 'utf-8'],
  ])('%s', async (_name, bytes, encoding) => {
    const path = join(folder, 'file.csv')
    await writeFile(path, bytes)
    const sample = await sampleFile(path)
    expect(sample.format).toEqual({ encoding, delimiter: ';', header: true })
    expect(sample.columns).toEqual(['Datum', 'Kunde', 'Betrag'])
    const rows = await allRows(path, sample.format)
    expect(rows).toEqual([
      { row: 1, line: 2, values: ['01.02.2024', 'Müller & Söhne', '1.234,50'] },
      { row: 2, line: 3, values: ['13.02.2024', 'Groß; GmbH', '7,00'] },
    ])
  })

  test.each([
    [
      'Shift_JIS',
      Buffer.from('93fa95742c8fa48d6995692c94ca8f8a0a8a948eae89ef8ed0938c8b9e2c8358836a815b834a815b2c35300a', 'hex'),
      'shift_jis',
      '株式会社東京',
    ],
    [
      'Windows-1250',
      Buffer.from('Kunde,Ort,n\nSp\xf3\xb3ka \xa3\xb9ka,\xa3\xf3d\x9f,1\n', 'latin1'),
      'windows-1250',
      'Spółka Łąka',
    ],
    [
      'Windows-1251',
      Buffer.from('Kunde,n\n\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0,1\n', 'latin1'),
      'windows-1251',
      'Привет мир',
    ],
    [
      'French in Latin-1',
      Buffer.from('Client,n\nSoci\xe9t\xe9 G\xe9n\xe9rale \xe0 Ch\xe2teau,1\n', 'latin1'),
      'windows-1252',
      'Société Générale à Château',
    ],
  ])('letters tell the encoding: %s', async (_name, bytes, encoding, reads) => {
    const path = join(folder, 'letters.csv')
    await writeFile(path, bytes)
    const sample = await sampleFile(path)
    const guesses = [sample.format.encoding, ...sample.encodings]
    expect(guesses).toContain(encoding)
    if (sample.encodings.length === 0) expect(sample.rows[0]![0]).toBe(reads)
  })

  test('a wrong byte among few letters of UTF-8 is asked about, UTF-8 first', () => {
    const few = Buffer.concat([Buffer.from('Müller\nWeiß\n'), Buffer.from([0x43, 0xe9, 0x0a])])
    expect(guessEncoding(few)).toMatchObject({ encoding: 'utf-8', others: ['windows-1252'] })
    expect(guessEncoding(Buffer.from('Müller, Céline', 'latin1'))).toEqual({ encoding: 'windows-1252', others: [] })
  })

  test.each([
    ['Big5', 'a578c657bf6ec5e9b971b8f4', '台灣積體電路'],
    ['KOI8-R', 'fac1d7cfc420fcccc5cbd4d2cf', 'Завод Электро'],
    ['MS-DOS', '4d816c6c65722053747261e165', 'Müller Straße'],
    ['Macintosh', '4d9f6c6c6572204361668e', 'Müller Café'],
    ['ISO 8859-2', '50f8ed626f7220a96b6f6461', 'Příbor Škoda'],
    ['ISO 8859-15', '4dfc6c6c6572203520a4', 'Müller 5 €'],
    ['Windows-1256', 'd4d1dfc920c7e1e4e6d1', 'شركة النور'],
    ['Hungarian', '4779f572', 'Győr'],
    ['sizes in Windows-1252', '35bc20d820333020b56d206db2204dfc6c6c6572', '5¼ Ø 30 µm m² Müller'],
  ])('letters are never garbled in silence: %s', (_name, hex, reads) => {
    const bytes = Buffer.concat([Buffer.from('a;b\n1;'), Buffer.from(hex, 'hex'), Buffer.from('\n')])
    const { encoding, others } = guessEncoding(bytes)
    const texts = [encoding, ...others].map((each) => decoderOf(each).decode(bytes).slice(6, -1))
    expect(others.length === 0 ? texts[0] : texts.find((text) => text === reads)).toBe(reads)
  })

  test('one wrong byte makes one letter unreadable, not the encoding of the file', async () => {
    const path = join(folder, 'wrong.csv')
    await writeFile(
      path,
      Buffer.concat([Buffer.from('a,b\nMüller,Łódź\nGr'), Buffer.from([0xf6]), Buffer.from('ß,東京\n')]),
    )
    const { format } = await sampleFile(path)
    expect(format.encoding).toBe('utf-8')
    expect((await allRows(path, format)).map((row) => row.values[0])).toEqual(['Müller', 'Gr\ufffdß'])
  })

  test('a title, a blank line and "sep=;" above the table are passed over', async () => {
    const path = join(folder, 'title.csv')
    await writeFile(path, 'Sales of March\n\nprinted 2026-04-01\nsku,day,qty\nA,2026-03-01,5\nB,2026-03-02,6\n')
    const sample = await sampleFile(path)
    expect(sample).toMatchObject({ columns: ['sku', 'day', 'qty'], format: { header: true, skip: 3 } })
    expect((await allRows(path, sample.format)).map((row) => [row.row, row.line, row.values[0]])).toEqual([
      [1, 5, 'A'],
      [2, 6, 'B'],
    ])
    await writeFile(path, 'sep=;\nsku;qty\nA;5,5\n')
    expect(await sampleFile(path)).toMatchObject({ columns: ['sku', 'qty'], format: { delimiter: ';', skip: 1 } })
  })

  test('a picture is refused with the way out', async () => {
    const path = join(folder, 'picture.csv')
    await writeFile(path, Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3]))
    await expect(sampleFile(path)).rejects.toThrow('Export the sheet as CSV')
  })

  test('a header may say a name twice, as exports do', () => {
    expect(
      guessHeader([
        ['name', 'amount', 'amount', 'stage'],
        ['Deal A', '100', '200', 'Won'],
      ]),
    ).toBe(true)
    expect(
      guessHeader([
        ['A-1', 'A-1'],
        ['A-2', 'A-3'],
      ]),
    ).toBe(false)
  })

  test('a header that comes again in capitals is still the header', () => {
    expect(guessHeader(['Day,SKU', '2026-01-02,A', 'DAY,SKU'].map((row) => row.split(',')))).toBe(true)
  })

  test('a file without a header gets numbered columns', async () => {
    const path = join(folder, 'bare.csv')
    await writeFile(path, 'A-1,2024-01-01,5\nA-2,2024-01-02,6\n')
    expect((await sampleFile(path)).columns).toEqual(['column 1', 'column 2', 'column 3'])
  })
})

describe('rows', () => {
  test('line numbers stay right across quoted line breaks and blank lines', () => {
    const splitter = splitRows({ delimiter: ',', header: true })
    const rows = [...splitter.push('a,b\n1,"x\ny"\n\n2,"say ""hi"""\n3'), ...splitter.end()]
    expect(rows).toEqual([
      { row: 1, line: 2, values: ['1', 'x\ny'] },
      { row: 2, line: 5, values: ['2', 'say "hi"'] },
      { row: 3, line: 6, values: ['3'] },
    ])
  })

  test('a quote that is opened and never closed swallows no further rows, and its row says so', () => {
    const splitter = splitRows({ delimiter: ',', header: false })
    const rows = [...splitter.push('1,2\n3,"open\n4,5\n6,"closed"\n7,8\n'), ...splitter.end()]
    expect(rows.map((row) => row.values)).toEqual([
      ['1', '2'],
      ['3', '"open'],
      ['4', '5'],
      ['6', 'closed'],
      ['7', '8'],
    ])
    expect(rows.map((row) => row.flaw)).toEqual([
      undefined,
      expect.stringContaining('not closed'),
      undefined,
      undefined,
      undefined,
    ])
  })

  test.each([
    ['"Fern" Ltd,1', 'Fern Ltd'],
    ['"Fern" ,1', 'Fern '],
    ['O"Hara,1', 'O"Hara'],
    ['5" pipe,1', '5" pipe'],
    ['"a ""b"" c",1', 'a "b" c'],
  ])('quotes are read as Excel and pandas read them: %s', (line, value) => {
    const splitter = splitRows({ delimiter: ',', header: false })
    expect([...splitter.push(`${line}\n9,9\n`), ...splitter.end()].map((row) => row.values)).toEqual([
      [value, '1'],
      ['9', '9'],
    ])
  })

  test('a code written as a formula, to keep its zeros, is the code', () => {
    const { values } = splitRows({ delimiter: ',', header: false }).push('="00123","=""0042""",=SUM(A1)\n')[0]!
    expect(values).toEqual(['00123', '0042', '=SUM(A1)'])
  })

  test('a line longer than any row, and a table wider than any sheet, are refused', () => {
    const splitter = splitRows({ delimiter: ',', header: false })
    splitter.push('1,2\n3,')
    expect(() => splitter.push('x'.repeat(4_000_001))).toThrow('Line 2 is longer than')
    expect(() => splitRows({ delimiter: ',', header: false }).push(`${','.repeat(50_000)}\n`)).toThrow('50,001 columns')
  })

  test('any rows survive being written, cut into pieces anywhere, and read again', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'ß', '"', ',', '\n', ' ', '😀', '5') })
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { minLength: 2, maxLength: 4 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 7 }),
        (rows, size) => {
          const written = rows.map((row) => `${joinRow(row, ',')}\n`).join('')
          const splitter = splitRows({ delimiter: ',', header: false })
          const read = []
          for (let at = 0; at < written.length; at += size) read.push(...splitter.push(written.slice(at, at + size)))
          read.push(...splitter.end())
          expect(read.map((row) => row.values)).toEqual(rows)
        },
      ),
    )
  })

  test('line ends are the same wherever the text is cut', () => {
    const ends = lineEnds()
    expect(ends.push('a\r') + ends.push('\nb\r') + ends.push('c') + ends.end()).toBe('a\nb\nc')
  })

  test.each([',', ';', '\t', '|'])('the delimiter %j is found although others stand inside values', (delimiter) => {
    const lines = [
      ['id', 'name', 'note'],
      ['1', 'Smith', '"a, b; c|d\te"'],
      ['2', 'Jones', 'x'],
    ]
    expect(guessDelimiter(lines.map((line) => line.join(delimiter)).join('\n'))).toBe(delimiter)
  })
})

async function allRows(path: string, format: Format): Promise<FileRow[]> {
  const rows: FileRow[] = []
  for await (const batch of readRows({ path, format })) rows.push(...batch.rows)
  return rows
}
