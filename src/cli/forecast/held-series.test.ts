import { expect, it } from 'vitest'
import { type Held, heldSeries } from './held-series.ts'

const series: Held[] = ['plain', 'with "quotes", a\nbreak and \u2028', 'Größe', 'last'].map((id, i) => ({
  id,
  values: Float64Array.of(i, Number.NaN, 0.1 + 0.2, -1e-300 * (i + 1)),
}))

it('gives back what it holds in the order it came, to the last bit, also from disk', async () => {
  for (const most of [1000, 8, 0]) {
    const held = heldSeries(most)
    for (const each of series) held.add(each)
    const found: Held[] = []
    for await (const each of held.all()) found.push(each)
    held.dispose()
    expect(found).toEqual(series)
    expect(held.count).toBe(4)
  }
})
