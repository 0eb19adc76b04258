import { describe, expect, it } from 'vitest'
import { lending, room, rows } from './lending.ts'

describe('memory lent for the length of a forecast', () => {
  it('is the same every time, never twice at once, and new outside', () => {
    const first = lending(() => [room(18), room(18)])
    const second = lending(() => [room(18), room(18)])
    expect(first[0]).not.toBe(first[1])
    expect(second[0]).toBe(first[0])
    expect(second[1]).toBe(first[1])
    expect(room(18)).not.toBe(room(18))
  })

  it('belongs to the outermost of nested forecasts, and is given back when one fails', () => {
    expect(() =>
      lending(() => {
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(room(3)).not.toBe(room(3))
    lending(() => {
      const outer = room(5)
      expect(lending(() => room(5))).not.toBe(outer)
    })
  })

  it('keeps rows apart in one piece', () => {
    const [a, b] = rows(2, 3) as [Float64Array, Float64Array]
    a.fill(1)
    expect([...b]).toEqual([0, 0, 0])
    expect(a.buffer).toBe(b.buffer)
  })
})
