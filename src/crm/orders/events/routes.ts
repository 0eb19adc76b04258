import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import type { Work } from '#platform/transaction.ts'
import { atMost } from '../../events/at-most.io.ts'
import { refusedPage } from '../../events/refused.sql.ts'
import { signedBody } from '../../events/signed.io.ts'
import { bytesOf, oneByOne, receiveStream } from '../../events/stream.ts'
import { orderEventsContract } from './contract.ts'
import { gathering } from './gather.ts'
import { readOrderRecord } from './read-record.ts'
import { receiveRecords } from './receive.tx.ts'

/** Records per transaction; requests in bulk, and signed ones, that one process works on at a time. */
const groupOf = 4000
const mostBulk = 2
const mostSigned = 16
/** Records that come one by one go into a transaction of their sender at most so often. */
const oneEveryMs = 50

/** Order lines as they happen: one by one, in bulk, and signed by other systems. */
export function orderEventRoutes(mount: Mount): void {
  const receiveOne = gathering(receiveRecords, { everyMs: oneEveryMs })
  mount(orderEventsContract.receiveOrder, async ({ work, body }) => {
    const record = readOrderRecord({ record: 1, text: JSON.stringify(body) })
    const { batchId, outcome, refused } = await receiveOne(work, record)
    if (refused) {
      const { code, message, wayOut } = refused
      throw refusal(422, { code, message, ...(wayOut && { wayOut }) })
    }
    return { batchId, key: body.key, outcome: outcome!, ignored: [...(record.ignored ?? [])] }
  })

  const inBulk = atMost(mostBulk, 'bulk')
  mount(orderEventsContract.receiveOrders, ({ work, context }) =>
    inBulk(context, async () => context.json(await receive(work, bytesOf(context), null))),
  )

  const signed = atMost(mostSigned, 'signed')
  mount(orderEventsContract.receiveWebhook, ({ workspace, params, context }) =>
    signed(context, async () => {
      const { body, work } = await signedBody(workspace, { sourceId: params.source, context })
      return context.json(await receive(work, oneByOne(body), params.source))
    }),
  )

  mount(orderEventsContract.refusedOrders, ({ workspace, scope, query }) =>
    refusedPage(workspace.db, scope, { noun: 'order', ...query }),
  )
}

function receive(work: Work, bytes: AsyncIterable<Uint8Array>, sourceId: string | null) {
  const sender = { batchId: newId(), sourceId }
  return receiveStream(bytes, {
    ...{ batchId: sender.batchId, groupOf, read: readOrderRecord },
    outcomes: ['placed', 'corrected', 'cancelled', 'unchanged', 'known'],
    write: (group) => receiveRecords(work, group, sender),
  })
}
