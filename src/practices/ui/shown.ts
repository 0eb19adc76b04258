import type { ScoredCheck } from '../schema.ts'

type Format = {
  percent: (share: number, digits?: number) => string
  number: (value: number, digits?: number) => string
}

/** A value in the unit of its check: "82 %", "2.4×"; a dash where nothing can be told. */
export function shownValue(value: number | null, unit: ScoredCheck['unit'], { percent, number }: Format): string {
  if (value === null) return '–'
  return unit === 'share' ? percent(value) : `${number(value, 1)}×`
}

/** How a score reads: green from 80, red below 40, between them in need of work. */
export function meaningOf(check: Pick<ScoredCheck, 'state' | 'score'>): 'ahead' | 'behind' | 'uncertain' | null {
  if (check.state === 'not applicable') return null
  if (check.score === null) return 'uncertain'
  if (check.score >= 80) return 'ahead'
  return check.score < 40 ? 'behind' : null
}
