import { expect, test } from 'vitest'
import { guessStages } from './stage-guess.ts'

test('stages stand in the order of a sale, with outcome and category', () => {
  const stages = guessStages(['Closed Lost', 'Negotiation/Review', 'Closed Won', 'Prospecting', 'Proposal/Price Quote'])
  expect(stages.map((stage) => [stage.stage, stage.outcome, stage.category])).toEqual([
    ['Prospecting', 'open', 'pipeline'],
    ['Proposal/Price Quote', 'open', 'best case'],
    ['Negotiation/Review', 'open', 'commit'],
    ['Closed Won', 'won', 'closed'],
    ['Closed Lost', 'lost', 'omitted'],
  ])
})
