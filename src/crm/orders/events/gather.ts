import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '#platform/ids.ts'
import type { Work } from '#platform/transaction.ts'
import type { Sender } from '../../events/sender.ts'
import type { RefusedEvent } from './event.ts'
import type { OrderRecord } from './read-record.ts'
import type { Outcome, Received } from './receive.tx.ts'

type Receive = (work: Work, records: readonly OrderRecord[], sender: Sender) => Promise<Received>
type One = { batchId: string; outcome: Outcome | null; refused: RefusedEvent | null }
type Waiting = {
  work: Work
  record: OrderRecord
  resolve: (one: One) => void
  reject: (error: unknown) => void
}

const most = 200

/**
 * Takes records that come one by one: what comes while a transaction of the same sender is open, or within `everyMs` of its begin,
 * goes into the next one together, so that a hundred a second cost little more than ten. The first goes at once. A write with an
 * Idempotency-Key goes by itself.
 */
export function gathering(
  receive: Receive,
  { everyMs }: { everyMs: number },
): (work: Work, record: OrderRecord) => Promise<One> {
  const queues = new Map<string, Waiting[]>()

  async function empty(name: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const pause = everyMs > 0 ? sleep(everyMs) : null
      await takeTogether(receive, queue.splice(0, most))
      await pause
    }
    queues.delete(name)
  }

  return (work, record) => {
    const { promise, resolve, reject } = Promise.withResolvers<One>()
    const each = { work, record, resolve, reject }
    if (work.progress?.once) {
      void takeTogether(receive, [each])
      return promise
    }
    const { kind, id, name } = work.actor
    const sender = `${kind} ${id} ${name}`
    const open = queues.get(sender)
    if (open) open.push(each)
    else {
      const queue = [each]
      queues.set(sender, queue)
      void empty(sender, queue)
    }
    return promise
  }
}

/** Each request learns what became of its own record, and how far its saving has come. */
async function takeTogether(receive: Receive, group: readonly Waiting[]): Promise<void> {
  const [first] = group
  const work: Work = group.length === 1 ? first!.work : { ...first!.work, progress: { saved: 'nothing', once: null } }
  const batchId = newId()
  try {
    const records = group.map(({ record }, at) => ({ ...record, record: at + 1 }))
    const { outcomes, refused } = await receive(work, records, { batchId, sourceId: null })
    const outcomeOf = new Map(outcomes.map(({ record, outcome }) => [record, outcome]))
    const refusalOf = new Map(refused.map((each) => [each.record, each]))
    for (const [at, { resolve }] of group.entries()) {
      noteSaved(group[at]!, work)
      resolve({ batchId, outcome: outcomeOf.get(at + 1) ?? null, refused: refusalOf.get(at + 1) ?? null })
    }
  } catch (error) {
    for (const each of group) {
      noteSaved(each, work)
      each.reject(error)
    }
  }
}

function noteSaved({ work }: Waiting, { progress }: Work): void {
  if (work.progress && progress) work.progress.saved = progress.saved
}
