import { afterAll, beforeAll, expect, test } from 'vitest'
import { companyContract } from '#company/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'

/** Numbers as Germans do not write them: a point before the per cent, a comma before thousands, `12.3 units`. */
const foreign = /\d\.\d+ ?%|(?<![\d.,])\d{1,3}(,\d{3})+(?![\d,])|\d\.\d{1,2} (units|hours|days|months|points|standard)/
/** Fields that hold what a file or another system wrote, or a number for machines. */
const quoted = new Set(['decision', 'before', 'after', 'body', 'example', 'line', 'amount', 'quantity'])

/** Streams and files; and plans of supply, which keep the words of the day on which they were made. */
const besides = ['/api/events', '/api/settings/backup', '/api/supply/plans/']

let app: TestApp
let owner: Caller

beforeAll(async () => {
  app = await openTestApp({ isDemo: true, demo: { size: smallDemo, forecast: true } })
  owner = await app.as('owner')
})
afterAll(() => app.close())

test('in a German company no sentence made on the server writes a number as Americans do', async () => {
  const { status } = await owner.call(companyContract.changeProfile, { body: { locale: 'de-DE' } })
  expect(status).toBe(200)
  const found: string[] = []
  const first = new Map<string, string>()
  for (const path of await reads()) {
    const filled = pathWith(path, first)
    if (!filled) continue
    const reply = await owner.fetch(filled)
    if (reply.status !== 200 || !reply.headers.get('content-type')?.includes('json')) continue
    const body: unknown = await reply.json()
    const id = firstId(body)
    if (id) first.set(path, id)
    for (const text of sentencesIn(body)) if (foreign.test(text)) found.push(`${path}: ${text.slice(0, 160)}`)
  }
  expect(found).toEqual([])
})

/** Every list and figure, those without an id first, so that their ids can be asked for. */
async function reads(): Promise<string[]> {
  type Operation = { parameters?: { required: boolean; in: string }[] }
  const { paths }: { paths: Record<string, Record<string, Operation>> } = await (
    await owner.fetch('/api/openapi.json')
  ).json()
  return Object.entries(paths)
    .filter(([, { get }]) => get && !get.parameters?.some(({ required, in: where }) => required && where === 'query'))
    .map(([path]) => path)
    .filter((path) => !besides.some((each) => path.startsWith(each)))
    .toSorted((a, b) => a.split('{').length - b.split('{').length)
}

/** A path with the first id that its list answered. */
function pathWith(path: string, first: ReadonlyMap<string, string>): string | null {
  const at = path.indexOf('/{')
  if (at < 0) return path
  const id = first.get(path.slice(0, at))
  return id && path.indexOf('{', at + 2) < 0 ? path.replace(/\{\w+\}/, id) : null
}

function firstId(body: unknown): string | null {
  const lists = Object.values(body as Record<string, unknown>).filter(Array.isArray)
  return lists.flatMap((list) => (typeof list[0]?.id === 'string' ? [list[0].id as string] : []))[0] ?? null
}

/** Texts of a reply that hold a space: sentences, not codes and exact decimals. */
function sentencesIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return value.includes(' ') && !quoted.has(key) ? [value] : []
  if (Array.isArray(value)) return value.flatMap((each) => sentencesIn(each, key))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, each]) => sentencesIn(each, name))
}
