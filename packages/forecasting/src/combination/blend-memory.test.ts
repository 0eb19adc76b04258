import { describe, expect, it } from 'vitest'
import { BlendMemory } from './blend-memory.ts'

describe('the working memory of a combination', () => {
  it('gives the same arrays for the same horizon, and longer ones when more is asked', () => {
    const memory = new BlendMemory()
    const [first, second] = memory.coming(2, 18)
    expect(memory.coming(2, 18)[0]!.mean).toBe(first!.mean)
    expect(first!.mean).not.toBe(second!.mean)
    const [short] = memory.coming(1, 6)
    expect(short!.horizon).toBe(6)
    expect(short!.mean.length).toBeGreaterThanOrEqual(6)
    expect(memory.coming(2, 500)[1]!.mean.length).toBe(500)
  })
})
