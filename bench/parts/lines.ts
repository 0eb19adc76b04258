import { setTimeout as sleep } from 'node:timers/promises'
import { callApi, type Running } from './running.ts'

/** Uploads a file of order lines as the import screen does, accepts it, and waits until it is in; says how long each took. */
export async function importLines(
  product: Running,
  { base, cookie, lines }: { base: string; cookie: string; lines: number },
): Promise<string> {
  const began = performance.now()
  const uploaded = await fetch(`${product.url}${base}/api/imports/files?name=orders.csv&kind=order%20lines`, {
    method: 'POST',
    headers: { cookie, 'x-drumbeat': '1', origin: product.url },
    body: new Blob([...orderLines(lines)]),
  })
  const { setId } = (await uploaded.json()) as { setId: string }
  const readAt = performance.now()
  await callApi(product, `${base}/api/imports/sets/${setId}/accept`, { cookie, body: {} })
  const loaded = await untilLoaded(product, { base, cookie, setId })
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1)
  return `${loaded.rowsIn} order lines were uploaded and read in ${seconds(began, readAt)} s and loaded in ${seconds(readAt, performance.now())} s.`
}

type File = { status: string; rowsIn?: number; error?: string | null }

async function untilLoaded(
  product: Running,
  { base, cookie, setId }: { base: string; cookie: string; setId: string },
): Promise<File> {
  for (;;) {
    const { body } = await callApi<{ files: File[] }>(product, `${base}/api/imports/sets/${setId}`, { cookie })
    const [file] = body.files
    if (file?.status === 'loaded') return file
    if (file?.status === 'failed') throw new Error(`The import failed: ${file.error}`)
    await sleep(250)
  }
}

function* orderLines(lines: number): Generator<string> {
  let state = 4411
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  let text = 'order_number,line_number,order_date,item,quantity,amount,currency\n'
  for (let at = 0; at < lines; at++) {
    const month = String(1 + Math.floor(next() * 10)).padStart(2, '0')
    const day = String(1 + Math.floor(next() * 28)).padStart(2, '0')
    text += `LOAD${100_000 + Math.floor(at / 3)},${(at % 3) + 1},2026-${month}-${day},Item ${Math.floor(next() * 50)},${1 + Math.floor(next() * 9)},${(next() * 1000).toFixed(2)},EUR\n`
    if (at % 2000 === 1999) {
      yield text
      text = ''
    }
  }
  yield text
}
