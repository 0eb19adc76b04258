/** Counts of a question on 5 points, from 1 to 5; for a reversed one as they were given. */
export type Fives = { counts: readonly number[]; reversed: boolean }

/** Shares of answers on 5 points: 4-5 favourable, 3 neutral, 1-2 unfavourable. */
export type Favourable =
  | { n: 0; favourable: null; neutral: null; unfavourable: null; mean: null; reason: string }
  | { n: number; favourable: number; neutral: number; unfavourable: number; mean: number; reason: null }

/** The shares of a driver: the answers of its questions pooled, reversed items turned (6 - x), empty ones left out. */
export function favourableOf(questions: readonly Fives[]): Favourable {
  const pooled = [0, 0, 0, 0, 0]
  for (const { counts, reversed } of questions) {
    for (let i = 0; i < 5; i++) pooled[i]! += counts[reversed ? 4 - i : i] ?? 0
  }
  const n = pooled.reduce((sum, count) => sum + count, 0)
  if (n === 0) {
    return { n: 0, favourable: null, neutral: null, unfavourable: null, mean: null, reason: 'Nobody answered.' }
  }
  const [one, two, three, four, five] = pooled as [number, number, number, number, number]
  return {
    n,
    favourable: (four + five) / n,
    neutral: three / n,
    unfavourable: (one + two) / n,
    mean: (one + 2 * two + 3 * three + 4 * four + 5 * five) / n,
    reason: null,
  }
}
