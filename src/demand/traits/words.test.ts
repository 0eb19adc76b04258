import { learnPrior } from '@drumbeat/forecasting'
import { expect, test } from 'vitest'
import { writtenIn } from '#platform/numbers/written.ts'
import { asGiven } from './widths.ts'
import { learnedSentence } from './words.ts'

const written = writtenIn('en-US')

test('what was learned is said in shares of items and by how much ranges are scaled', () => {
  const ended = Array.from({ length: 40 }, (_, i) =>
    Array.from({ length: 36 }, (_, t) => (t < 12 + (i % 20) && (t + i) % 3 === 0 ? 2 : 0)),
  )
  const factors = { at80: 1.1, at95: 1.2, series: 64 }
  const told = { grain: 'month' as const, label: 'Oct 2026', items: 40, widths: { ...asGiven, sums: factors } }
  const sentence = learnedSentence({ ...told, prior: learnPrior(ended) }, written)
  expect(sentence).toMatch(
    /^As of Oct 2026: of 40 intermittent series of items \d\.\d% end in a month, the demand of \d+% fades, of \d+% grows\. /,
  )
  expect(sentence).toContain('95% ranges have to be scaled: families and totals 20% wider (from 64 series).')
  expect(learnedSentence({ ...told, items: 12, prior: null, widths: asGiven }, written)).toBe(
    'As of Oct 2026: 12 intermittent series are too few to learn from, and each is forecast by itself.',
  )
})
