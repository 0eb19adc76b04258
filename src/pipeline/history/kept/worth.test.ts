import { expect, test } from 'vitest'
import { isWorthKeeping } from './worth.ts'

test('a history is packed anew when much has come since, not after every small import', () => {
  const kept = { used: 20_000_000 }
  expect(isWorthKeeping(null, { used: 400_000 })).toBe(true)
  expect(isWorthKeeping(kept, { used: 20_000_000 + 3_000 })).toBe(false)
  expect(isWorthKeeping(kept, { used: 20_000_000 + 80_000 })).toBe(true)
  // Put together anew, it holds fewer than when it was kept.
  expect(isWorthKeeping(kept, { used: 12_000_000 })).toBe(true)
})
