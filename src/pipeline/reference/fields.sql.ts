import { fieldValues } from '#crm/deal-fields.sql.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { type FieldSegment, fieldNamed } from '../view/dimension-names.ts'
import type { Reference } from './reference.ts'

/** A field with more values than this tells deals by themselves, not by segments. */
const MOST_VALUES = 500

type Values = Map<string, string>

/** Read once for a reference, which is read anew after imports and when accounts change. */
const known = new WeakMap<Reference, Map<FieldSegment, Values>>()

/** What deals or accounts have in some fields that files have brought; refuses those that none has, or with too many values. */
export async function fieldsOf(
  db: Db,
  { reference, names }: { reference: Reference; names: readonly FieldSegment[] },
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const fields = known.get(reference) ?? new Map<FieldSegment, Values>()
  known.set(reference, fields)
  for (const segment of names) {
    if (fields.has(segment)) continue
    const { of, name } = fieldNamed(segment)!
    const values = await fieldValues(db, { of, name })
    if (values.size === 0) throw unknown(of, name)
    const different = new Set(values.values()).size
    if (different > MOST_VALUES) throw tooMany(name)
    fields.set(segment, values)
  }
  return fields
}

/** Works in what edits have changed: of the fields asked for so far, those of a few deals are read again. */
export async function fieldsAfter(
  tx: Tx,
  { reference, deals }: { reference: Reference; deals: readonly string[] },
): Promise<void> {
  for (const [segment, values] of known.get(reference) ?? []) {
    const { of, name } = fieldNamed(segment)!
    if (of === 'account') continue
    const now = await fieldValues(tx, { of, name, ids: deals })
    for (const id of deals) {
      const value = now.get(id)
      if (value === undefined) values.delete(id)
      else values.set(id, value)
    }
  }
}

function unknown(of: string, name: string) {
  return refusal(400, {
    code: 'unknown-field',
    message: `No ${of} has a field "${name}".`,
    wayOut: `/api/pipeline/definitions lists those there are; an import brings one where a column means "Kept as a field of the ${of}".`,
  })
}

function tooMany(name: string) {
  return refusal(400, {
    code: 'too-many-values',
    message: `"${name}" has more than ${MOST_VALUES} different values, too many for segments.`,
    wayOut: 'Ask by another field.',
  })
}
