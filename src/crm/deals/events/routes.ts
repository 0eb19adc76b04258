import { fullScope, type Scope } from '#platform/auth/scope.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import type { Work } from '#platform/transaction.ts'
import { atMost } from '../../events/at-most.io.ts'
import { refusedPage } from '../../events/refused.sql.ts'
import { signedBody } from '../../events/signed.io.ts'
import { bytesOf, oneByOne, receiveStream } from '../../events/stream.ts'
import { dealEventsContract, dealOutcomes } from './contract.ts'
import { readDealRecord } from './read-record.ts'
import { receiveDeals } from './receive.tx.ts'

/** Records per transaction; requests in bulk, and signed ones, that one process works on at a time. */
const groupOf = 100
const mostBulk = 2
const mostSigned = 16

/** Deals as they change elsewhere: one by one, in bulk, and signed by other systems. */
export function dealEventRoutes(mount: Mount): void {
  mount(dealEventsContract.receiveDeal, async ({ work, scope, body }) => {
    const batchId = newId()
    const record = readDealRecord({ record: 1, text: JSON.stringify(body) })
    const { outcomes, refused } = await receiveDeals(work, [record], { batchId, sourceId: null, scope })
    if (refused[0]) {
      const { code, message, wayOut } = refused[0]
      throw refusal(422, { code, message, ...(wayOut && { wayOut }) })
    }
    return { batchId, key: body.key, outcome: outcomes[0]!.outcome, ignored: [...(record.ignored ?? [])] }
  })

  const inBulk = atMost(mostBulk, 'bulk')
  mount(dealEventsContract.receiveDeals, ({ work, scope, context }) =>
    inBulk(context, async () => context.json(await receive(work, bytesOf(context), { sourceId: null, scope }))),
  )

  const signed = atMost(mostSigned, 'signed')
  mount(dealEventsContract.receiveDealWebhook, ({ workspace, params, context }) =>
    signed(context, async () => {
      const { body, work } = await signedBody(workspace, { sourceId: params.source, context })
      return context.json(await receive(work, oneByOne(body), { sourceId: params.source, scope: fullScope }))
    }),
  )

  mount(dealEventsContract.refusedDeals, ({ workspace, scope, query }) =>
    refusedPage(workspace.db, scope, { noun: 'deal', ...query }),
  )
}

function receive(work: Work, bytes: AsyncIterable<Uint8Array>, by: { sourceId: string | null; scope: Scope }) {
  const from = { batchId: newId(), ...by }
  return receiveStream(bytes, {
    ...{ batchId: from.batchId, groupOf, read: readDealRecord, outcomes: dealOutcomes },
    write: (group) => receiveDeals(work, group, from),
  })
}
