import { open } from 'node:fs/promises'
import { Piscina } from 'piscina'
import type { Answer, SheetTable } from '../workers/sheets.io.ts'
import { UnreadableFile } from './split-rows.ts'

/** Reading a workbook is heavy: a thread of its own does it, which ends when it was idle for a while. */
const threads = new Piscina({
  filename: new URL('../workers/sheets.io.ts', import.meta.url).href,
  minThreads: 0,
  maxThreads: 1,
  idleTimeout: 10_000,
})

/** Whether a file is a workbook of a spreadsheet program: an .xlsx, whatever its name. An old .xls is refused with the way out. */
export async function isWorkbook(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8192), 0, 8192, 0)
    const head = buffer.subarray(0, bytesRead)
    if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
      throw new UnreadableFile(
        'This is an old or an encrypted workbook (.xls). Save it as .xlsx or as CSV and drop that.',
      )
    return head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))
  } finally {
    await file.close()
  }
}

/** The visible sheets with a table on them, the fullest first. */
export function tablesIn(path: string): Promise<SheetTable[]> {
  return asked('tables', { path })
}

/** Writes a sheet as CSV beside its workbook. */
export async function writeSheet(path: string, { sheet, to }: { sheet: string; to: string }): Promise<void> {
  await asked('writeSheet', { path, sheet, to })
}

async function asked<T>(name: 'tables' | 'writeSheet', given: object): Promise<T> {
  const answer: Answer<T> = await threads.run(given, { name })
  if ('unreadable' in answer) throw new UnreadableFile(answer.unreadable)
  return answer.found
}
