import { describe, expect, it } from 'vitest'
import { endedIds, seedOf } from './ended-ids.ts'

describe('the memory of ended series', () => {
  it('knows 200,000 ids again and takes none of 200,000 others for one of them', () => {
    const ids = endedIds()
    for (let i = 0; i < 200_000; i++) ids.add(`item-${i}`)
    let known = 0
    let mistaken = 0
    for (let i = 0; i < 200_000; i++) {
      if (ids.has(`item-${i}`)) known++
      if (ids.has(`other-${i}`)) mistaken++
    }
    expect({ known, mistaken }).toEqual({ known: 200_000, mistaken: 0 })
  })

  it('gives an id the same seed every time', () => {
    expect(seedOf('A')).toBe(seedOf('A'))
    expect(seedOf('A')).not.toBe(seedOf('B'))
  })
})
