import type { StageMapping } from '../schema.ts'
import { normalHeader } from './fields.ts'

/** Where stage words of several CRMs stand in a sale, as patterns in the order of the sale. */
const steps: { pattern: RegExp; probability: number; category: StageMapping['category'] }[] = [
  { pattern: /prospect|new\b|lead|open|erstkontakt|appointment/i, probability: 0.1, category: 'pipeline' },
  { pattern: /qualif|engag|discover|contacted|needs|bedarf/i, probability: 0.2, category: 'pipeline' },
  {
    pattern: /value|demo|presentation|evaluat|perception|id\.? decision|decisionmaker|decision maker/i,
    probability: 0.4,
    category: 'pipeline',
  },
  { pattern: /propos|quote|angebot/i, probability: 0.6, category: 'best case' },
  { pattern: /negotiat|review|verhandl|contract|commit|verbal/i, probability: 0.8, category: 'commit' },
]
const won = /\bwon\b|closedwon|gewonnen|^win$|^closed$/i
const lost = /\blost\b|closedlost|verloren|^loss$|abandon|disqualif|omitted/i

/**
 * Guesses the order, outcome, forecast category and probability of each stage word. `opening` is the header of the
 * column with the opening day: where it names a stage ("engage_date"), closed deals without history opened there.
 */
export function guessStages(values: string[], opening = ''): StageMapping[] {
  const guessed = [...new Set(values)].map((value, index) => ({ value, index, ...guessStage(value) }))
  guessed.sort((a, b) => a.rank - b.rank || a.index - b.index)
  const word = normalHeader(opening).replace(/(date|day|on|datum)$/, '')
  const open = guessed.filter((each) => each.outcome === 'open')
  const first =
    open.find((each) => word.length >= 5 && normalHeader(each.value).startsWith(word.slice(0, -1))) ?? open[0]
  return guessed.map(({ value, outcome, category, probability }, position) => ({
    value,
    stage: value.trim(),
    position: position + 1,
    outcome,
    category,
    probability,
    ...(first?.value === value && { opens: true }),
  }))
}

function guessStage(value: string): Pick<StageMapping, 'outcome' | 'category' | 'probability'> & { rank: number } {
  if (won.test(value)) return { outcome: 'won', category: 'closed', probability: 1, rank: 100 }
  if (lost.test(value)) return { outcome: 'lost', category: 'omitted', probability: 0, rank: 101 }
  const at = steps.findIndex((step) => step.pattern.test(value))
  if (at < 0) return { outcome: 'open', category: 'pipeline', probability: 0.3, rank: 2.5 }
  return { outcome: 'open', category: steps[at]!.category, probability: steps[at]!.probability, rank: at }
}
