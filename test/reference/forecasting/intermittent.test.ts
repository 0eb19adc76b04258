import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { adida, imapa } from '@drumbeat/forecasting'
import { describe, expect, it } from 'vitest'

function read<T>(name: string): T {
  return JSON.parse(readFileSync(resolve(import.meta.dirname, name), 'utf8'))
}

/** Numbers made by peers.py with statsforecast on the series of reference.json. */
const theirs = read<{ intermittent: Record<string, { adida: number[]; imapa: number[] }> }>('peers.json').intermittent
const series = read<{ intermittent: Record<string, { y: number[] }> }>('reference.json').intermittent

describe.each(Object.keys(theirs))('statsforecast on the series %s', (name) => {
  it.each([
    { model: adida(), points: theirs[name]!.adida },
    { model: imapa(), points: theirs[name]!.imapa },
  ])('$model.name gives the same points, single precision apart', ({ model, points }) => {
    const fitted = model.fit(series[name]!.y)
    if (fitted.kind === 'declined') throw new Error(fitted.reason)
    const { mean } = fitted.forecast({ horizon: 3 })
    for (let h = 0; h < 3; h++) expect(Math.abs(mean[h]! / points[h]! - 1)).toBeLessThan(1e-4)
  })
})
