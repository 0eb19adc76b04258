import { expect, it } from 'vitest'
import { changePeriods } from './change-periods.ts'

const flat = { holding: Array(6).fill(1), backlog: 10, stock: Array(6).fill(0) }

it('changes a rate where the plan that it follows changes its own', () => {
  expect([...changePeriods({ ...flat, rate: [5, 5, 9, 9, 2, 2], most: 2 })].sort()).toEqual([2, 4])
  expect([...changePeriods({ ...flat, rate: [5, 5, 5, 5, 5, 5], most: 2 })]).toEqual([])
})

it('with too few changes takes those that cost least: what is made early is held, what is made late is waited for', () => {
  // One change: [5 5 9 9 9 9] costs nothing at 2; elsewhere a stretch of 5 and 9 is evened out, and units wait.
  expect([...changePeriods({ ...flat, rate: [5, 5, 9, 9, 9, 9], most: 1 })]).toEqual([2])
  // Falling demand: one rate would wait for nothing but make too late; rising demand is made early and held.
  expect([...changePeriods({ ...flat, rate: [1, 1, 1, 7, 7, 8], most: 1 })]).toEqual([3])
})
