import { expect, test } from 'vitest'
import type { Work } from '#platform/transaction.ts'
import { gathering } from './gather.ts'
import { readOrderRecord } from './read-record.ts'

const workOf = (name: string): Work =>
  ({ workspace: {}, actor: { kind: 'token', id: name, name }, progress: { saved: 'nothing', once: null } }) as never
const recordOf = (key: string) =>
  readOrderRecord({ record: 1, text: JSON.stringify({ key, order: key, action: 'cancel' }) })

/** Takes each group when it is let. */
function receiver(everyMs = 0) {
  const groups: { keys: string[]; by: string; finish: () => void; fail: () => void }[] = []
  const receive = gathering(
    (work, records) =>
      new Promise((resolve, reject) => {
        const keys = records.map(({ event }) => event!.key)
        groups.push({
          ...{ keys, by: work.actor.name, fail: () => reject(new Error('lost')) },
          finish: () => {
            work.progress!.saved = 'something'
            const bad = { code: 'no-such-line', message: 'There is none.', wayOut: null } as const
            const refused = keys.flatMap((key, i) => (key.startsWith('bad') ? [{ record: i + 1, key, ...bad }] : []))
            const taken = keys.flatMap((key, i) => (key.startsWith('bad') ? [] : [i + 1]))
            resolve({ outcomes: taken.map((record) => ({ record, outcome: 'cancelled' as const })), refused })
          },
        })
      }),
    { everyMs },
  )
  return { groups, receive }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('what comes while a group is taken goes into the next one; each learns its own outcome', async () => {
  const { groups, receive } = receiver()
  const [single, two, bad] = [workOf('A'), workOf('A'), workOf('A')]
  const replies = [receive(single, recordOf('k1')), receive(two, recordOf('k2')), receive(bad, recordOf('bad3'))]
  expect(groups.map(({ keys }) => keys)).toEqual([['k1']])
  groups[0]!.finish()
  await turn()
  expect(groups.map(({ keys }) => keys)).toEqual([['k1'], ['k2', 'bad3']])
  groups[1]!.finish()
  const [first, second, third] = await Promise.all(replies)
  expect([first!.outcome, second!.outcome, third!.outcome]).toEqual(['cancelled', 'cancelled', null])
  expect(third!.refused).toMatchObject({ record: 2, key: 'bad3', code: 'no-such-line' })
  expect([single, two, bad].map(({ progress }) => progress!.saved)).toEqual(Array(3).fill('something'))
})

test('senders do not share a transaction, one that names its write goes by itself, and a failure is told to all of its group', async () => {
  const { groups, receive } = receiver()
  const named = workOf('A')
  named.progress!.once = { caller: 'A', key: 'once-1234', request: 'x' }
  const replies = [receive(workOf('A'), recordOf('k1')), receive(workOf('B'), recordOf('k2'))]
  const once = receive(named, recordOf('k3'))
  expect(groups.map(({ keys, by }) => [by, ...keys])).toEqual([
    ['A', 'k1'],
    ['B', 'k2'],
    ['A', 'k3'],
  ])
  for (const group of groups) group.fail()
  for (const reply of [...replies, once]) await expect(reply).rejects.toThrow('lost')
})

test('what comes soon after a group was begun waits for the next one, the first of all for nobody', async () => {
  const { groups, receive } = receiver(20)
  const replies = [receive(workOf('A'), recordOf('k1'))]
  expect(groups).toHaveLength(1)
  groups[0]!.finish()
  await turn()
  replies.push(receive(workOf('A'), recordOf('k2')), receive(workOf('A'), recordOf('k3')))
  await turn()
  expect(groups).toHaveLength(1)
  await expect.poll(() => groups.length).toBe(2)
  groups[1]!.finish()
  expect((await Promise.all(replies)).map(({ outcome }) => outcome)).toEqual(['cancelled', 'cancelled', 'cancelled'])
})
