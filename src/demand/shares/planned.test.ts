import { expect, test } from 'vitest'
import { plannedParts } from './planned.ts'

const part = (key: string, share: number) => ({ key, share, ahead: [{ mean: 100 * share }, { mean: 200 * share }] })
const parts = [part('channel:web', 0.5), part('channel:shop', 0.3), part('none', 0.2)]

test('a channel that is set by hand holds what was set, and the others share what is left of the whole', () => {
  const changes = [{ key: 'channel:web', period: 1, by: 50, locked: false }]
  // The whole moves along with the channel.
  expect(plannedParts(parts, { whole: [100, 250], changes })).toEqual([
    [50, 150],
    [30, 60],
    [20, 40],
  ])
  // The whole is set as well: the others give way, and below what is set, the channel does too.
  expect(plannedParts(parts, { whole: [100, 200], changes }).map(([, march]) => march)).toEqual([150, 30, 20])
  expect(plannedParts(parts, { whole: [100, 90], changes }).map(([, march]) => march)).toEqual([90, 0, 0])
  // A locked channel keeps what was set while one that is not gives way.
  const shop = { key: 'channel:shop', period: 1, by: 40, locked: false }
  const firm = [{ ...changes[0]!, locked: true }, shop]
  expect(plannedParts(parts, { whole: [100, 200], changes: firm }).map(([, march]) => march)).toEqual([150, 50, 0])
  expect(plannedParts(parts, { whole: [100, 90], changes: firm }).map(([, march]) => march)).toEqual([90, 0, 0])
  // A whole that is set without any channel moves all alike.
  expect(plannedParts(parts, { whole: [200, 200], changes: [] }).map(([now]) => now)).toEqual([100, 60, 40])
})
