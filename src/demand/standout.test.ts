import { expect, test } from 'vitest'
import { whyRunning } from './standout.ts'

const write = (value: number) => `${Math.round(value)} units`
const usual = { median: 3, p95: 12, orders: 200 }
const day = { grain: 'month' as const, usualMiss: 40, usual, counted: 38, write }

test('one large order above the run-rate is named', () => {
  const orders = [
    { order: '8842', account: 'Nordhaus', size: 400 },
    { order: '8850', account: null, size: 11 },
  ]
  expect(whyRunning({ ...day, above: 412, orders })).toBe(
    '+412 units this month above the expected run-rate: order 8842 (Nordhaus, 400 units).',
  )
})

test('many orders of usual size are said to be that', () => {
  const orders = [{ order: '1', account: null, size: 9 }]
  expect(whyRunning({ ...day, above: 90, orders })).toBe(
    '+90 units this month above the expected run-rate, spread over 38 orders of usual size.',
  )
})

test('what is within the usual is no news, and too little is said as well', () => {
  expect(whyRunning({ ...day, above: 12, orders: [] })).toBe(
    '+12 units this month against the expected run-rate, as usual by now.',
  )
  expect(whyRunning({ ...day, above: -90, orders: [] })).toBe('−90 units this month below the expected run-rate.')
  expect(whyRunning({ ...day, above: -90, counted: 0, orders: [] })).toBe('Nothing came yet this month.')
})

test('without a history of orders, one that makes half of the surplus stands out', () => {
  const orders = [{ order: '7', account: 'Ada & Co', size: 60 }]
  expect(whyRunning({ ...day, usual: null, above: 90, orders })).toContain('order 7 (Ada & Co, 60 units)')
})
