import { type Asking, ask } from './answers.sql.ts'
import { isLasting, type SegmentName } from './view/dimension-names.ts'
import { type Dimension, dimensionOn } from './view/dimensions.ts'
import { type DealPlace, placesOf } from './view/places.ts'
import { refuseTooMany } from './view/segment-questions.ts'

export type { SegmentName } from './view/dimension-names.ts'
export type { DealPlace } from './view/places.ts'

/** Where deals count that are told apart by segments, as they stood at the end of a day. */
export type Segmentation = {
  /** The segments of a deal; of one that the reader does not see but has part in, none is told but whose the part is. */
  placesOf: (id: string) => readonly DealPlace[]
  labelsOf: (keys: readonly string[]) => string[]
  /** The segment of what a person, or nobody, brings; null where deals are told apart by more than whose they are. */
  ofPerson: ((person: string | null) => string[]) | null
  /** A deal is in such a segment from its creation on, so that deals to come can be told apart as those created before were. */
  isLasting: boolean
  /** Refuses more segments than can be told one by one. */
  refuseTooMany: (count: number) => void
}

/** The key of deals of which the reader sees a part only. */
const unseen = 'unseen'

/** Tells deals apart on a day, with what was known then or is known now. */
export async function segmentation(
  asking: Asking,
  { by, ...on }: { asOf: string; known?: 'now' | 'then' | undefined; by: readonly SegmentName[] },
): Promise<Segmentation> {
  const question = await ask(asking, { ...on, by: [...by] })
  const { history, reference, asOf } = question
  const dimensions = by.map((name) => dimensionOn(name, { history, reference, day: asOf }))
  const stand = question.standOn(asOf)
  const seen = placesOf({ question, stand }, dimensions)
  const parts = placesOf({ question, stand: { ...stand, rows: stand.all } }, dimensions)
  const persons = dimensions.flatMap(({ ofPerson }) => ofPerson ?? [])
  const isByPerson = persons.length === dimensions.length
  return {
    placesOf: (id) => {
      const deal = history.deals.codes.get(id)
      if (deal === undefined || stand.all[deal]! < 0) return []
      if (stand.rows[deal]! >= 0) return seen(deal)
      return isByPerson ? parts(deal) : [{ keys: dimensions.map(() => unseen), people: null, part: null }]
    },
    labelsOf: (keys) => keys.map((key, at) => labelOf(dimensions[at]!, key)),
    ofPerson: isByPerson ? (person) => persons.map((keyOf) => keyOf(person)) : null,
    isLasting: by.every(isLasting),
    refuseTooMany,
  }
}

function labelOf({ labelOf }: Dimension, key: string): string {
  return key === unseen ? 'Parts of deals that you do not see' : labelOf(key)
}
