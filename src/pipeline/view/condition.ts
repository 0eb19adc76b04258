import { isSegment, type SegmentName } from './dimension-names.ts'

/** Deals of some segments, or all but those. */
export type Condition = { segment: SegmentName; isNot: boolean; keys: string[] }

/** Reads `segment:key|key` or `segment!:key|key`; undefined where it says neither. */
export function conditionIn(text: string): Condition | undefined {
  const at = text.indexOf(':')
  if (at < 1) return undefined
  const isNot = text[at - 1] === '!'
  const segment = text.slice(0, isNot ? at - 1 : at)
  const keys = text
    .slice(at + 1)
    .split('|')
    .map((key) => key.trim())
    .filter((key) => key !== '')
  if (!isSegment(segment) || keys.length === 0) return undefined
  return { segment, isNot, keys: keys.map(fullDay) }
}

/** A month as 2017-03 is known by its first day. */
function fullDay(key: string): string {
  return /^\d{4}-\d{2}$/.test(key) ? `${key}-01` : key
}
