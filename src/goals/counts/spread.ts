import { daysBetween } from '@drumbeat/periods'
import { spread } from '../quotas/spread.ts'

export type Piece = { startsOn: string; endsOn: string; amount: number }

/** Spreads whole pieces over people by weight, and each person's over periods by their days; every level sums exactly. */
export function spreadCounts(given: {
  target: number
  people: readonly { key: string; weight: number }[]
  periods: readonly { startsOn: string; endsOn: string }[]
}): { key: string; amount: number; periods: Piece[] }[] {
  const { target, people, periods } = given
  const amounts = spread(target, people)
  const lengths = periods.map(({ startsOn, endsOn }) => ({
    key: startsOn,
    weight: daysBetween({ from: startsOn, to: endsOn }),
  }))
  return people.map(({ key }, at) => {
    const parts = spread(amounts[at]!, lengths)
    return { key, amount: amounts[at]!, periods: periods.map((period, nth) => ({ ...period, amount: parts[nth]! })) }
  })
}

/** A span cut where fiscal periods end; `endOf` gives the first day after the period of a day. */
export function cut(
  span: { startsOn: string; endsOn: string },
  endOf: ((day: string) => string) | null,
): { startsOn: string; endsOn: string }[] {
  if (endOf === null) return [span]
  const pieces: { startsOn: string; endsOn: string }[] = []
  for (let startsOn = span.startsOn; startsOn < span.endsOn; ) {
    const endsOn = [endOf(startsOn), span.endsOn].sort()[0]!
    pieces.push({ startsOn, endsOn })
    startsOn = endsOn
  }
  return pieces
}
