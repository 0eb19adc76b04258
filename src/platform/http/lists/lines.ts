import { type Ask, answerAs } from './answer.ts'
import { readCursor } from './cursor.ts'
import type { WantedLines } from './wanted.ts'

export const LINES = 'application/x-ndjson'

type Row = unknown

/** Whether a reader asks for a list as lines rather than as one answer. */
export function asksForLines(accept: string | undefined): boolean {
  return (accept ?? '').split(',').some((part) => part.split(';')[0]!.trim().toLowerCase() === LINES)
}

/**
 * A list as lines: each row as JSON on a line of its own, page after page to the end, however long it is. The first page is
 * read before anything is sent, so that a refusal is an answer of its own; a failure later breaks the transfer off, so that
 * no part passes for the whole.
 */
export async function linesOf(wanted: WantedLines, ask: Ask): Promise<Response> {
  const pages = pagesOf(wanted, ask)
  const first = await pages.next()
  let page: IteratorResult<readonly Row[]> | null = first
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = page ?? (await pages.next())
      page = null
      if (done) controller.close()
      else controller.enqueue(new TextEncoder().encode(value.map((row) => `${JSON.stringify(row)}\n`).join('')))
    },
    async cancel() {
      await pages.return(undefined)
    },
  })
  return new Response(body, { headers: { 'content-type': LINES, 'cache-control': 'no-store', vary: 'accept' } })
}

async function* pagesOf(wanted: WantedLines, ask: Ask): AsyncGenerator<readonly Row[], undefined> {
  const { name } = wanted.list
  for (let page = wanted.page; ; ) {
    const reply = await answerAs({ ...wanted, page }, ask)
    yield reply[name] as Row[]
    const { nextCursor } = reply
    if (wanted.isOnePage || typeof nextCursor !== 'string') return
    page = { place: readCursor(nextCursor), limit: page?.limit ?? null }
  }
}
