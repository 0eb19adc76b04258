import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Format } from '../schema.ts'
import { guessDelimiter } from './delimiter.ts'
import { guessHeader } from './header.ts'
import { readRows, sampleFile } from './queries.ts'
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

  test('an unclosed quote names its line', () => {
    const splitter = splitRows({ delimiter: ',', header: false })
    splitter.push('1,2\n3,"open\n')
    expect(() => splitter.push('x'.repeat(4_000_001))).toThrow('A quote opened in line 2 is not closed')
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
