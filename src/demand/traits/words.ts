import { type IntermittentPrior, shownBy } from '@drumbeat/forecasting'
import type { Written } from '#platform/numbers/written.ts'
import type { Grain } from '../schema.ts'
import type { Factors, Widths } from './widths.ts'

type Told = { grain: Grain; label: string; prior: IntermittentPrior | null; items: number; widths: Widths }

/** Says what was learned from all series together. */
export function learnedSentence(told: Told, written: Pick<Written, 'number' | 'percent'>): string {
  return [`As of ${told.label}: ${ofItems(told, written)}.`, ...ofRanges(told.widths, written)].join(' ')
}

function ofItems({ grain, prior, items }: Told, { number, percent }: Pick<Written, 'number' | 'percent'>): string {
  if (!prior) return `${number(items)} intermittent series are too few to learn from, and each is forecast by itself`
  const { ends, fades, grows } = shownBy(prior)
  const ending = ends < 0.0005 ? `fewer than ${percent(0.001, 1)}` : percent(ends, 1)
  return `of ${number(items)} intermittent series of items ${ending} end in a ${grain}, the demand of ${percent(fades)} fades, of ${percent(grows)} grows`
}

function ofRanges({ sums, items }: Widths, { number, percent }: Pick<Written, 'number' | 'percent'>): string[] {
  const told = ({ at95, series }: Factors, name: string) => {
    const by = Math.round(100 * (at95 - 1)) / 100
    return by === 0
      ? []
      : [`${name} ${percent(Math.abs(by))} ${by > 0 ? 'wider' : 'narrower'} (from ${number(series)} series)`]
  }
  const both = [...told(sums, 'families and totals'), ...told(items, 'items')]
  return both.length > 0 ? [`Earlier forecasts show by how much 95% ranges have to be scaled: ${both.join(', ')}.`] : []
}
