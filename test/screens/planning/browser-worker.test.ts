import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { PlanModel } from '@drumbeat/planning'
import type { Browser } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openContext, sharedBrowser } from '../../harness/shared-browser.ts'

const root = join(import.meta.dirname, '../../..')
let browser: Browser
let server: Server

/** A page that hands a model to the worker and writes down all that the worker says. */
const page = `<!doctype html><title>Plan</title><ol></ol><script type="module">
  window.solve = (model, options = {}, stop) => new Promise((resolve) => {
    const worker = new Worker('/worker.js', { type: 'module' })
    const said = []
    worker.onerror = (event) => resolve([{ kind: 'broken', message: event.message }])
    worker.onmessage = ({ data }) => {
      said.push(data)
      document.querySelector('ol').append(Object.assign(document.createElement('li'), { textContent: data.kind }))
      if (data.kind !== 'progress') { worker.terminate(); resolve(said) }
    }
    worker.postMessage({ model, options, stop })
  })
</script>`

beforeAll(async () => {
  const bundle = (await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: join(root, 'packages/planning/src/workers/browser-worker.ts'),
        formats: ['es'],
        fileName: 'worker',
      },
      rollupOptions: { external: ['module', 'fs', 'path', 'url', /^node:/] },
    },
  })) as Rolldown.RolldownOutput[]
  const wasm = await readFile(join(root, 'node_modules/highs/build/highs.wasm'))
  const files: Record<string, [type: string, body: string | Uint8Array]> = {
    '/': ['text/html', page],
    '/worker.js': ['text/javascript', bundle[0]!.output[0].code],
    '/highs.wasm': ['application/wasm', wasm],
  }
  server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
    response.writeHead(body === '' ? 404 : 200, { 'content-type': type })
    response.end(body)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  browser = await sharedBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.close()
})

it('a worker of the browser shows the first plan, then the optimum, of the chairs of the README', async () => {
  const model: PlanModel = {
    periods: ['Jan', 'Feb', 'Mar'],
    items: ['chair'],
    stock: [{ item: 'chair', opening: 10, holdingCost: 1 }],
    demand: [{ item: 'chair', quantity: [40, 70, 90], lostSaleCost: 60 }],
    recipes: [{ item: 'chair', cost: 20, hours: { press: 0.5 } }],
    resources: [{ id: 'press', capacity: 30, overtime: { costPerHour: 12, maxHours: 5 } }],
  }
  const context = await openContext(browser)
  const tab = await context.newPage()
  await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const said = await tab.evaluate(
    (input) =>
      (globalThis as unknown as { solve: (model: unknown, options: object) => Promise<Said[]> }).solve(input, {
        explain: true,
      }),
    model as unknown as object,
  )
  expect(said[0]).toMatchObject({ kind: 'progress', progress: { kind: 'first plan', plan: { notes: [] } } })
  expect(said.at(-1)).toMatchObject({
    kind: 'solved',
    solved: { kind: 'plan', plan: { objective: 3910, status: { kind: 'optimal' }, notes: [] } },
  })
  expect(await tab.locator('li').last().textContent()).toBe('solved')
  await context.close()
})

interface Said {
  readonly kind: string
}
