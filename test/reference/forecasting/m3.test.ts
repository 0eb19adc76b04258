import { autoModel } from '@drumbeat/forecasting'
import { describe, expect, it } from 'vitest'
import { m3Folder, readM3, sampleOf } from '../../../bench/forecasting/m3-series.ts'
import { scoreModel } from '../../../bench/forecasting/score.ts'

const folder = m3Folder()

describe('the M3 competition, every twelfth series', () => {
  it.skipIf(folder === undefined)('auto beats Naive2 by a tenth, and its 95 % intervals cover 92 to 98 %', () => {
    const score = scoreModel(autoModel(), sampleOf(readM3(folder!), { step: 12, seed: 3 }))
    expect(score.series).toBeGreaterThan(240)
    expect(score.owa).toBeLessThan(0.9)
    expect(score.coverage95).toBeGreaterThan(92)
    expect(score.coverage95).toBeLessThan(98)
  })
})
