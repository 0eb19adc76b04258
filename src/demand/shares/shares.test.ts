import { expect, test } from 'vitest'
import { type Part, sharedOut } from './shares.ts'

const months = Array.from({ length: 36 }, (_, t) => t)
const part = (key: string, at: (t: number) => number): Part => ({ key, name: key, values: months.map(at) })
const ahead = [
  { mean: 1000, lo80: 900, hi80: 1100 },
  { mean: 1200, lo80: 1000, hi80: 1400 },
]
const origins = [22, 25, 28, 31, 33].map((at) => ({ at, mean: [1000, 1000, 1000] }))

test('steady shares are kept, sum to the whole to the last unit, and their range is that of the whole', () => {
  const parts = [part('web', () => 600), part('direct', () => 300), part('none', () => 100)]
  const shared = sharedOut({ parts, ahead, origins, seasonLength: 12 })
  expect(shared.map(({ share }) => share)).toEqual([0.6, 0.3, 0.1].map((each) => expect.closeTo(each, 12)))
  for (const [step, whole] of ahead.entries()) {
    expect(shared.reduce((sum, each) => sum + each.ahead[step]!.mean, 0)).toBeCloseTo(whole.mean, 9)
  }
  expect(shared[0]!.ahead[0]).toEqual({
    mean: expect.closeTo(600, 9),
    lo80: expect.closeTo(540, 9),
    hi80: expect.closeTo(660, 9),
  })
  expect(shared[0]!.accuracy).toEqual({ wape: expect.closeTo(0, 12), naiveWape: 0, forecasts: 15 })
})

test('a channel that takes over half of the demand has a share of late, and a range that knows it moved', () => {
  const parts = [part('web', (t) => (t < 18 ? 100 : 500)), part('direct', (t) => (t < 18 ? 900 : 500))]
  const [web] = sharedOut({ parts, ahead, origins, seasonLength: 12 })
  expect(web!.share).toBeGreaterThan(0.49)
  expect(web!.accuracy!.wape).toBeLessThan(web!.accuracy!.naiveWape!)
})

test('what was never sold has no share, and nobody can tell how good it would be', () => {
  const [, nothing] = sharedOut({
    parts: [part('web', () => 5), part('fair', () => 0)],
    ahead,
    origins,
    seasonLength: 12,
  })
  expect(nothing).toMatchObject({ share: 0, accuracy: null })
})
