import { type FileKind, fieldOf } from '#platform/importing/file-kind.ts'
import type { Mapping } from '#platform/importing/mapping.ts'
import { bareNumber } from '../values/bare-number.ts'
import { dayForm } from '../values/day-evidence.ts'
import { notePoint, type PointEvidence } from '../values/decimal-point.ts'
import { withoutMark } from '../values/text-mark.ts'

/** What a whole file says of how its columns are written; its size does not grow with the file. */
export type Survey = {
  /** By index of the column: one value of each way in which days are written. */
  days: Map<number, Map<string, string>>
  points: Map<number, PointEvidence>
  /** The words of the columns for stage and status. */
  words: Map<number, Set<string>>
}

const mostWords = 100

/** Looks at rows as they come by; gives what they said together. */
export function surveyor(kind: FileKind, mapping: Mapping): { look: (values: string[]) => void; found: Survey } {
  const found: Survey = { days: new Map(), points: new Map(), words: new Map() }
  for (const [index, column] of mapping.columns.entries()) {
    if (!column.field) continue
    const { type, field, isWord } = fieldOf(kind, column.field)
    if (type === 'day' || type === 'instant') found.days.set(index, new Map())
    if (type === 'decimal' || type === 'money')
      found.points.set(index, { '.': undefined, ',': undefined, either: undefined })
    if (field === kind.stages?.field || isWord) found.words.set(index, new Set())
  }
  return {
    found,
    look(values) {
      for (const [index, forms] of found.days) noteDay(forms, values[index]?.trim() ?? '')
      for (const [index, evidence] of found.points) {
        const value = withoutMark(values[index]?.trim() ?? '')
        notePoint(evidence, mapping.columns[index]?.bareNumbers ? bareNumber(value) : value)
      }
      for (const [index, words] of found.words) {
        const word = values[index]?.trim()
        if (word && words.size < mostWords) words.add(word)
      }
    },
  }
}

function noteDay(forms: Map<string, string>, value: string): void {
  if (value === '' || forms.size > 40) return
  const form = dayForm(value)
  if (!forms.has(form)) forms.set(form, value)
}
