import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { readXlsx, streamXlsxRows } from 'hucre/xlsx'
import { isAboutSheet } from '#platform/out/sheet-xml.ts'
import { cellText } from '../reading/cell-text.ts'
import { joinRow, refuseWide, UnreadableFile } from '../reading/split-rows.ts'

/** A sheet of a workbook that holds a table. */
export type SheetTable = { name: string; rows: number; columns: number }

/** What a worker answers: what was found, or why the workbook cannot be read. */
export type Answer<T> = { found: T } | { unreadable: string }

const looked = 200

/** The visible sheets with a table on them, the fullest first. */
export function tables({ path }: { path: string }): Promise<Answer<SheetTable[]>> {
  return answered(() => tablesIn(path))
}

/** Writes a sheet as CSV in UTF-8, one line per row of the sheet, so that lines are counted as the sheet counts them. */
export function writeSheet(given: { path: string; sheet: string; to: string }): Promise<Answer<null>> {
  return answered(() => written(given))
}

/** A class of error does not survive the way between threads; its words do. */
async function answered<T>(read: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { found: await read() }
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: error.message }
    throw error
  }
}

async function tablesIn(path: string): Promise<SheetTable[]> {
  const book = await readXlsx(streamOf(path) as never, { maxRows: looked }).catch((error: Error) => {
    throw new UnreadableFile(
      `This is no workbook that can be read (${error.message}). Save it as .xlsx or as CSV again.`,
    )
  })
  const found = book.sheets
    .filter(({ name, rows, hidden, veryHidden }) => !hidden && !veryHidden && !isAboutSheet(name, rows))
    .map(({ name, rows }) => {
      const filled = rows.map((row) => row.filter((value) => value !== null && value !== '').length)
      return { name, rows: filled.filter((count) => count > 1).length, columns: Math.max(0, ...filled) }
    })
    .filter(({ rows, columns }) => rows > 1 && columns > 1)
  if (found.length === 0) throw new UnreadableFile('No visible sheet of this workbook holds a table.')
  return found.sort((a, b) => b.rows * b.columns - a.rows * a.columns)
}

async function written({ path, sheet, to }: { path: string; sheet: string; to: string }): Promise<null> {
  async function* lines(): AsyncGenerator<string> {
    let [next, text] = [0, '']
    for await (const { index, values } of streamXlsxRows(streamOf(path) as never, { sheet })) {
      refuseWide(values, index + 1)
      for (; next < index; next++) text += '\n'
      next = index + 1
      text += `${joinRow(values.map(cellText), ',')}\n`
      if (text.length < 100_000) continue
      yield text
      text = ''
    }
    yield text
  }
  await pipeline(Readable.from(lines()), createWriteStream(to, { mode: 0o600 }))
  return null
}

function streamOf(path: string): WebStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path)) as WebStream<Uint8Array>
}
