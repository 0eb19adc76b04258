export type Seat = { personId: string; weight: number; credit: number; isFree: boolean }

/**
 * Whose turn it is: each free seat earns its weight, the one with most credit takes the deal and pays what all earned, so
 * that turns are spread evenly (smooth weighted round robin). Who is not free neither earns nor pays, and so is not
 * flooded on coming back. Null where nobody is free.
 */
export function inTurn(seats: readonly Seat[]): { personId: string; credits: ReadonlyMap<string, number> } | null {
  const free = seats.filter(({ isFree }) => isFree)
  const round = free.reduce((sum, { weight }) => sum + weight, 0)
  const earned = free.map((seat) => ({ ...seat, credit: seat.credit + seat.weight }))
  const [first, ...others] = earned
  if (!first) return null
  const taker = others.reduce((best, seat) => (seat.credit > best.credit ? seat : best), first)
  return {
    personId: taker.personId,
    credits: new Map(
      earned.map(({ personId, credit }) => [personId, personId === taker.personId ? credit - round : credit]),
    ),
  }
}
