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

test.each([
  ['Gagné', 'Perdu', 'Négociation'],
  ['Cerrada ganada', 'Cerrada perdida', 'Propuesta'],
  ['Chiusa vinta', 'Chiusa persa', 'Trattativa'],
  ['Ganho', 'Perdido', 'Proposta'],
  ['Wygrana', 'Przegrana', 'Oferta'],
  ['Vundet', 'Tabt', 'Tilbud'],
  ['Выиграно', 'Проиграно', 'Переговоры'],
  ['受注', '失注', '提案'],
  ['7 - Closed/Won', 'Lost (won by another)', 'Wonderful demo'],
])('%s is won, %s is lost, %s is open', (...words) => {
  const outcome = (word: string) => guessStages(words).find(({ value }) => value === word)!.outcome
  expect(words.map(outcome)).toEqual(['won', 'lost', 'open'])
})
