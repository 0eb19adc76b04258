import type { RecordField, RecordNoun, Value, WrongRow } from './record.ts'

/** What is wrong with a row of records for itself; null where nothing is. */
export function wrongRow(noun: RecordNoun, cellOf: (field: RecordField) => Value): WrongRow | null {
  for (const field of noun.fields) {
    const wrong = outOfBounds(field, cellOf(field))
    if (wrong) return wrong
  }
  const byName = new Map(noun.fields.map((field) => [field.name, cellOf(field)]))
  return noun.wrong?.((name) => byName.get(name)) ?? null
}

function outOfBounds({ name, label, type, least, most, choices }: RecordField, value: Value): WrongRow | null {
  if (value === null || value === undefined || value === '') return null
  if (choices && !choices.includes(String(value)))
    return {
      ...{ code: 'unknown-word', kind: 'unknown word', field: name },
      ...{ says: `${label} cannot be "${value}"`, wayOut: `Choose one of ${choices.join(', ')}.` },
    }
  const shown = type === 'share' ? `${Number((Number(value) * 100).toFixed(6))} %` : String(value)
  const bound = (limit: number) => (type === 'share' ? `${limit * 100} %` : String(limit))
  if (least !== undefined && Number(value) < least)
    return {
      ...{ code: 'too-little', kind: 'too little', field: name },
      says: `${label} of ${shown} is below ${least === 0 ? 'zero' : bound(least)}`,
      wayOut: `Give ${bound(least)} or more, or leave it empty.`,
    }
  if (most !== undefined && Number(value) > most)
    return {
      ...{ code: 'too-much', kind: 'too much', field: name },
      says: `${label} of ${shown} is above ${bound(most)}`,
      wayOut: `Give ${bound(most)} or less, or leave it empty.`,
    }
  return null
}
