/** Silences below which it cannot be said how long is usual. */
const enough = 30

/**
 * How long a deal is silent before that is unusual: longer than nine in ten silences, from one sign of life to the next, of
 * deals that were won. Null where too few are known.
 */
export function quietAfter(won: readonly { signs: readonly number[]; closedOn: number }[]): number | null {
  const silences: number[] = []
  for (const { signs, closedOn } of won) {
    const days = [...new Set([...signs.filter((day) => day <= closedOn), closedOn])].sort((a, b) => a - b)
    for (let at = 1; at < days.length; at++) silences.push(days[at]! - days[at - 1]!)
  }
  if (silences.length < enough) return null
  silences.sort((a, b) => a - b)
  return silences[Math.ceil(0.9 * silences.length) - 1]!
}
