import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import type { Context } from 'hono'
import { workspaceSecret } from '#platform/auth/secret.tx.ts'
import type { Mount } from '#platform/http/mount.ts'
import { problemReply } from '#platform/http/problem.ts'
import { Refusal, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import type { Work } from '#platform/transaction.ts'
import { signatureFault } from '#platform/webhooks/signature.ts'
import type { Workspace } from '#platform/workspace.ts'
import { orderEventsContract, type Receipt } from './contract.ts'
import { gathering } from './gather.ts'
import { lineGroups } from './lines.ts'
import { longestRecord, type ReadRecord, readRecord } from './read-record.ts'
import { receiveRecords, type Sender } from './receive.tx.ts'
import { openSources, refusedPage } from './refused.sql.ts'
import { signingKey } from './signing-key.ts'
import { addSource, endSource } from './sources.tx.ts'

/** Records per transaction; requests in bulk, and signed ones, that one process works on at a time. */
const groupOf = 4000
const mostBulk = 2
const mostSigned = 16
/** Records that come one by one go into a transaction of their sender at most so often. */
const oneEveryMs = 50
const listedErrors = 1000
const mostIgnored = 50
const mostWebhookBytes = 2 * 1024 * 1024

/** Order lines as they happen: one by one, in bulk, and signed by other systems. */
export function orderEventRoutes(mount: Mount): void {
  const receiveOne = gathering(receiveRecords, { everyMs: oneEveryMs })
  mount(orderEventsContract.receiveOrder, async ({ work, body }) => {
    const { batchId, outcome, refused } = await receiveOne(work, readRecord({ record: 1, text: JSON.stringify(body) }))
    if (refused) {
      const { code, message, wayOut } = refused
      throw refusal(422, { code, message, ...(wayOut && { wayOut }) })
    }
    return { batchId, key: body.key, outcome: outcome! }
  })

  let inBulk = 0
  mount(orderEventsContract.receiveOrders, async ({ work, context }) => {
    if (inBulk >= mostBulk) return tooMany(context, `${mostBulk} bulk`)
    inBulk++
    try {
      return context.json(await receiveStream(work, bytesOf(context), { batchId: newId(), sourceId: null }))
    } finally {
      inBulk--
    }
  })

  let signed = 0
  mount(orderEventsContract.receiveWebhook, async ({ workspace, params, context }) => {
    if (signed >= mostSigned) return tooMany(context, `${mostSigned} signed`)
    signed++
    try {
      return context.json(await receiveSigned(workspace, { sourceId: params.source, context }))
    } finally {
      signed--
    }
  })

  mount(orderEventsContract.refusedOrders, ({ workspace, query }) => refusedPage(workspace.db, query))

  mount(orderEventsContract.orderSources, async ({ workspace }) => ({
    sources: (await openSources(workspace.db)).map((source) => ({
      ...source,
      path: pathOf(workspace.basePath, source.id),
    })),
  }))
  mount(orderEventsContract.addOrderSource, async ({ work, workspace, body }) => {
    const source = await addSource(work, body.name)
    const key = signingKey(await workspaceSecret(workspace.db), source.id)
    return { ...source, path: pathOf(workspace.basePath, source.id), signingKey: key }
  })
  mount(orderEventsContract.endOrderSource, ({ work, params }) => endSource(work, params.id))
}

/** Takes what a source has signed. */
async function receiveSigned(
  workspace: Workspace,
  { sourceId, context }: { sourceId: string; context: Context },
): Promise<Receipt> {
  const source = (await openSources(workspace.db)).find(({ id }) => id === sourceId)
  const body = await context.req.text()
  if (body.length > mostWebhookBytes)
    throw refusal(413, { code: 'too-large', message: 'The body is larger than 2 MiB.' })
  const key = signingKey(await workspaceSecret(workspace.db), sourceId)
  const header = context.req.header('x-drumbeat-signature')
  const fault = source
    ? signatureFault({ header, key, body, now: workspace.clock() })
    : 'No such source sends order events here.'
  if (fault)
    throw refusal(401, {
      code: 'bad-signature',
      message: fault,
      wayOut: 'Sign each body anew with the key of this source.',
    })
  const work: Work = { workspace, actor: { kind: 'token', id: null, name: source!.name } }
  const texts = oneByOne(body)
  return receiveStream(work, texts, { batchId: newId(), sourceId })
}

function pathOf(basePath: string, id: string): string {
  return `${basePath}${orderEventsContract.receiveWebhook.path.replace('{source}', id)}`
}

/** Reads a stream of records group by group, each while the one before is written, and counts what became of them. */
async function receiveStream(work: Work, bytes: AsyncIterable<Uint8Array>, sender: Sender): Promise<Receipt> {
  const counts = { received: 0, placed: 0, corrected: 0, cancelled: 0, unchanged: 0, known: 0, refused: 0 }
  const errors: Receipt['errors'] = []
  const ignored = new Map<string, number>()
  async function write(group: readonly ReadRecord[]): Promise<void> {
    const { outcomes, refused } = await receiveRecords(work, group, sender)
    counts.received += group.length
    for (const name of group.flatMap((record) => record.ignored ?? [])) {
      if (ignored.has(name) || ignored.size < mostIgnored) ignored.set(name, (ignored.get(name) ?? 0) + 1)
    }
    counts.refused += refused.length
    for (const { outcome } of outcomes) counts[outcome]++
    errors.push(...refused.slice(0, listedErrors - errors.length))
  }
  let written = Promise.resolve()
  for await (const group of lineGroups(bytes, { most: groupOf, longest: longestRecord, read: readRecord })) {
    await written
    written = write(group)
    written.catch(() => {}) // told where it is waited for
  }
  await written
  const unread = [...ignored].map(([field, records]) => ({ field, records }))
  return { batchId: sender.batchId, ...counts, errors, ignored: unread }
}

async function* bytesOf(context: Context): AsyncGenerator<Uint8Array> {
  const { body } = context.req.raw
  if (body) yield* Readable.fromWeb(body as WebStream) as AsyncIterable<Uint8Array>
}

/** An array becomes one line per record; a single object and NDJSON are lines already. */
async function* oneByOne(body: string): AsyncGenerator<Uint8Array> {
  const text = body.trim()
  yield new TextEncoder().encode(linesOf(text))
}

function linesOf(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return (Array.isArray(value) ? value : [value]).map((each) => JSON.stringify(each)).join('\n')
  } catch {
    return text
  }
}

function tooMany(context: Context, which: string): Response {
  const { problem } = new Refusal(429, {
    code: 'too-many',
    message: `${which} requests are being taken already.`,
    wayOut: 'Send again after the seconds that Retry-After names; keys make that safe.',
  })
  context.header('retry-after', '2')
  return problemReply(context, problem, 429)
}
