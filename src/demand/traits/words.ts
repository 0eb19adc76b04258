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
  if (!prior) return `${number(items)} intermittent items are too few to learn from, and each is forecast by itself`
  const { ends, fades, grows } = shownBy(prior)
  return `of ${number(items)} intermittent items ${percent(ends, 1)} end in a ${grain}, the demand of ${percent(fades)} fades, of ${percent(grows)} grows`
}

function ofRanges({ sums, items }: Widths, { number, percent }: Pick<Written, 'number' | 'percent'>): string[] {
  const told = ({ at95, series }: Factors, name: string) => {
    const by = Math.round(100 * (at95 - 1)) / 100
    return by === 0
      ? []
      : [`${name} ${percent(Math.abs(by))} ${by > 0 ? 'wider' : 'narrower'} (${number(series)} series)`]
  }
  const both = [...told(sums, 'of families and totals'), ...told(items, 'of items')]
  return both.length > 0 ? [`Earlier forecasts show that 95% ranges must be ${both.join(', ')}.`] : []
}
