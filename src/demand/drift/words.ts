import type { Written } from '#platform/numbers/written.ts'
import type { DriftKind } from './schema.ts'

type Told = { kind: DriftKind; name: string; since: string; size: number | null }

/** What is not as it was, in one sentence. */
export function driftSentence({ kind, name, since, size }: Told, { percent }: Written): string {
  switch (kind) {
    case 'level shift':
      return `${name}: since ${since} the level is ${size === null ? 'another' : `${percent(Math.abs(size))} ${size < 0 ? 'lower' : 'higher'}`}.`
    case 'season change':
      return `${name}: since ${since} the year has another shape.`
    case 'ended':
      return `${name} may have ended: nothing was ordered since ${since}.`
    case 'feed':
      return `${name}: no order line since ${since}; the feed may be broken.`
  }
}

/** What the forecast does about it. */
export function driftFollows(given: {
  kind: DriftKind
  counted: boolean
  modelBefore: string | null
  modelAfter: string | null
}): string {
  const { kind, counted, modelBefore, modelAfter } = given
  if (kind === 'ended') return 'The forecast fades out. Give the item a last active day and it ends there.'
  if (kind === 'feed')
    return 'Forecasts begin where the orders end. Look at the import or the interface that brings them.'
  if (!counted)
    return 'That is so much that the forecast is made from the history as recorded. Switch it on under Treated to bring earlier periods to the new level.'
  const models =
    modelBefore === null || modelBefore === modelAfter
      ? `Models were chosen anew on it: ${modelAfter ?? 'none'}.`
      : `Models were chosen anew on it: ${modelAfter ?? 'none'} instead of ${modelBefore}.`
  return `Earlier periods are brought to the new ${kind === 'level shift' ? 'level' : 'shape'}. ${models}`
}
