import type { Bookings } from './distribution.ts'

/** What one deal, or the coming deals, moved the expected bookings by. */
export interface BookingsMove {
  readonly id: string
  readonly before: number
  readonly after: number
  readonly change: number
}

/** Splits the change of expected bookings between two outlooks into deals, largest first; the moves sum to the change. */
export function bookingsChange(before: Bookings, after: Bookings): { change: number; moves: readonly BookingsMove[] } {
  const [was, is] = [valuesOf(before), valuesOf(after)]
  const moves = [...new Set([...was.keys(), ...is.keys()])]
    .map((id) => ({ id, before: was.get(id) ?? 0, after: is.get(id) ?? 0 }))
    .map((move) => ({ ...move, change: move.after - move.before }))
    .filter(({ change }) => change !== 0)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
  return { change: after.mean - before.mean, moves }
}

function valuesOf({ parts }: Bookings): Map<string, number> {
  return new Map(parts.map(({ id, kind, value }) => [kind === 'open' ? id : `(${kind})`, value]))
}
