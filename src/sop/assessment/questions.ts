import type { CycleState } from '../cycle/state.ts'

/** What the team asks itself of a cycle; answered from 1 (no) to 5 (yes). */
export const questions = [
  { key: 'data', asks: 'Were the data right and in time?' },
  { key: 'attendance', asks: 'Were the people there who decide?' },
  { key: 'numbers', asks: 'Did everybody speak of one set of numbers?' },
  { key: 'decisions', asks: 'Were decisions made, and made on their money?' },
  { key: 'time', asks: 'Was the time well spent?' },
] as const

export type Assessed = { key: string; asks: string; mean: number | null; answers: number }

/** The mean answer to each question; null where nobody answered it. */
export function assessed({ assessments }: Pick<CycleState, 'assessments'>): Assessed[] {
  return questions.map(({ key, asks }) => {
    const given = assessments.flatMap(({ answers }) => (answers[key] === undefined ? [] : [answers[key]]))
    const mean = given.length === 0 ? null : given.reduce((sum, each) => sum + each, 0) / given.length
    return { key, asks, mean, answers: given.length }
  })
}
