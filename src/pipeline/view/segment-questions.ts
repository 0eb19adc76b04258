import { refusal } from '#platform/http/refusal.ts'
import type { View } from '../schema.ts'
import type { SegmentName } from './dimension-names.ts'
import { dimensionOn } from './dimensions.ts'
import { placesOf } from './places.ts'
import type { Question } from './view.ts'

/** One segment: what it is told by, and the question about its deals only. */
export type SegmentQuestion = SegmentTold & { question: Question }
export type SegmentTold = { keys: string[]; labels: string[] }

/** Each is walked by itself. */
const MOST_SEGMENTS = 200

/** The segments in which deals in view stand on some days, by their names; of a shared deal those of everybody who has part in it. */
export function segmentsOn(
  question: Question,
  { by, days }: { by: readonly SegmentName[]; days: readonly number[] },
): SegmentTold[] {
  const { history, reference } = question
  const found = new Map<string, SegmentTold>()
  for (const day of new Set(days)) {
    const dimensions = by.map((name) => dimensionOn(name, { history, reference, day }))
    const stand = question.standOn(day)
    const placed = placesOf({ question: question.on(day), stand }, dimensions)
    for (let deal = 0; deal < stand.rows.length; deal++) {
      if (stand.rows[deal]! < 0) continue
      for (const { keys } of placed(deal)) {
        const place = keys.join('\u0000')
        if (!found.has(place)) found.set(place, { keys, labels: keys.map((key, at) => dimensions[at]!.labelOf(key)) })
      }
    }
    refuseTooMany(found.size)
  }
  const order = ({ labels }: SegmentTold) => labels.join('\u0000')
  return [...found.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1))
}

/** The same view of one segment: its deals, of shared ones the parts of the people in it. */
export function withinSegment(view: View, { by, keys }: { by: readonly SegmentName[]; keys: readonly string[] }): View {
  const conditions = by.map((segment, at) => ({ segment, keys: [keys[at]!], isNot: false }))
  return { ...view, where: [...(view.where ?? []), ...conditions] }
}

/** Refuses more segments than can be walked one by one. */
export function refuseTooMany(count: number): void {
  if (count <= MOST_SEGMENTS) return
  throw refusal(400, {
    code: 'too-many-segments',
    message: `That are ${count} segments and more; ${MOST_SEGMENTS} at most can be asked for at once here.`,
    wayOut: 'Ask by fewer segments, or narrow the deals.',
  })
}
