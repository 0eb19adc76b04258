import { expect, test } from 'vitest'
import type { TermsOf } from '../rules/terms.ts'
import { chainState } from './chain.ts'

const terms: TermsOf<'approval'> = {
  kind: 'approval',
  stageId: 's',
  levels: [
    { fromDiscount: 10, approverId: 'anna', substituteId: 'ben' },
    { fromDiscount: 25, approverId: 'cleo', substituteId: null },
  ],
  answerWithinHours: 16,
}
const calm = { hoursSince: () => 1, isAway: () => false }
const asked = (discount: number, answers: ('approved' | 'declined')[] = []) => ({
  discount,
  askedAt: '2026-11-20T09:00:00Z',
  answers: answers.map((answer, level) => ({ level, answer, answeredAt: '2026-11-20T10:00:00Z' })),
})

test('a discount climbs as far as its size asks, and one no ends it', () => {
  expect(chainState(terms, asked(5), calm)).toMatchObject({ state: 'approved', levels: 0 })
  expect(chainState(terms, asked(12), calm)).toMatchObject({ state: 'pending', level: 0, mayAnswer: ['anna'] })
  expect(chainState(terms, asked(12, ['approved']), calm)).toMatchObject({ state: 'approved', levels: 1 })
  expect(chainState(terms, asked(25, ['approved']), calm)).toMatchObject({
    state: 'pending',
    level: 1,
    mayAnswer: ['cleo'],
  })
  expect(chainState(terms, asked(25, ['approved', 'declined']), calm)).toMatchObject({
    state: 'declined',
    mayAnswer: [],
  })
})

test('the substitute answers while the approver is away, or once the time is over', () => {
  expect(chainState(terms, asked(12), { ...calm, isAway: (id) => id === 'anna' }).mayAnswer).toEqual(['anna', 'ben'])
  expect(chainState(terms, asked(12), { ...calm, hoursSince: () => 17 })).toMatchObject({
    isLate: true,
    mayAnswer: ['anna', 'ben'],
  })
  expect(chainState(terms, asked(30, ['approved']), { ...calm, hoursSince: () => 17 }).mayAnswer).toEqual(['cleo'])
  expect(chainState(terms, asked(12), { ...calm, isAway: () => true }).isStuck).toBe(true)
  expect(chainState(terms, asked(12), { ...calm, isAway: (id) => id === 'anna' }).isStuck).toBe(false)
})
