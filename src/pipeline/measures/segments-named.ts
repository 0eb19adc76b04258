import type { Condition } from '../view/condition.ts'
import {
  type DimensionName,
  type FieldSegment,
  fieldNamed,
  type SegmentName,
  segmentNamed,
} from '../view/dimension-names.ts'
import { segmentIn } from './composed.ts'

/** What of a question may name a segment: what it is narrowed by, told apart by, and the figures it asks for. */
export type Naming = {
  where?: readonly Condition[] | undefined
  by?: readonly SegmentName[] | undefined
  measures?: readonly string[] | undefined
}

/** The segments that a question names, in whatever of its parts. */
export function segmentsNamedIn({ where = [], by = [], measures = [] }: Naming): ReadonlySet<DimensionName> {
  const asked = [...by, ...where.map(({ segment }) => segment)]
  const names = asked.flatMap((segment) => segmentNamed(segment)?.name ?? [])
  return new Set([...names, ...measures.flatMap((measure) => segmentIn(measure) ?? [])])
}

/** The fields of files that it is narrowed or told apart by. */
export function fieldsNamedIn({ where = [], by = [] }: Naming): FieldSegment[] {
  const named = [...by, ...where.map(({ segment }) => segment)]
  return named.filter((segment): segment is FieldSegment => fieldNamed(segment) !== undefined)
}
