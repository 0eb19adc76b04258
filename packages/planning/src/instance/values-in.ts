import type { Source } from './instance-parts.ts'

/** What of a source may change from period to period. */
export type Values = Pick<Source, 'yield' | 'leadTime' | 'hours' | 'uses' | 'arrives'>

/** What holds for a start in a period. */
export function valuesIn(source: Source, period: number): Values {
  return source.byPeriod?.[period] ?? source
}
