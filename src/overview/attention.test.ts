import { expect, test } from 'vitest'
import type { Need } from '#platform/need.ts'
import { rankNeeds } from './attention.ts'

const weights: Record<string, number> = { quarantine: 6, overdue: 5, accuracy: 3, 'no amount': 2, 'no owner': 1 }

function need(kind: string, amountMinor: number | null = null): Need {
  return { kind, weight: weights[kind]!, title: kind, reason: '', amountMinor, action: { label: 'Open', to: '/' } }
}

test('what is lost comes before what is late, and late before what is unknown', () => {
  const { needs } = rankNeeds([need('no amount'), need('overdue', 500), need('quarantine')], { most: 5 })
  expect(needs.map((each) => each.kind)).toEqual(['quarantine', 'overdue', 'no amount'])
})

test('one of each kind comes before a second of any, and what is cut is counted', () => {
  const { needs, more } = rankNeeds([need('accuracy'), need('accuracy'), need('no owner')], { most: 2 })
  expect(needs.map((each) => each.kind)).toEqual(['accuracy', 'no owner'])
  expect(more).toBe(1)
})

test('within a kind the larger money comes first', () => {
  const { needs } = rankNeeds([need('overdue', 5), need('overdue', 50)], { most: 1 })
  expect(needs[0]?.amountMinor).toBe(50)
})
