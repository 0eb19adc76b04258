import { dealFieldValues } from '#crm/deal-fields.sql.ts'
import type { Db } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { Reference } from './reference.ts'

/** A field with more values than this tells deals by themselves, not by segments. */
const MOST_VALUES = 500

/** Only an import changes what deals have in such fields, and then the reference is read anew. */
const known = new WeakMap<Reference, Map<string, ReadonlyMap<string, string>>>()

/** What each deal has in some fields that files have brought; refuses those that no deal has, or with too many values. */
export async function fieldsOf(
  db: Db,
  { reference, names }: { reference: Reference; names: readonly string[] },
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const fields = known.get(reference) ?? new Map<string, ReadonlyMap<string, string>>()
  known.set(reference, fields)
  for (const name of names) {
    if (fields.has(name)) continue
    const values = await dealFieldValues(db, name)
    if (values.size === 0) throw unknown(name)
    const different = new Set(values.values()).size
    if (different > MOST_VALUES) throw tooMany(name, different)
    fields.set(name, values)
  }
  return fields
}

function unknown(name: string) {
  return refusal(400, {
    code: 'unknown-field',
    message: `No deal has a field "${name}".`,
    wayOut: `/api/pipeline/definitions lists those there are; an import brings one where a column means "Kept as a field of the deal".`,
  })
}

function tooMany(name: string, different: number) {
  return refusal(400, {
    code: 'too-many-values',
    message: `"${name}" has ${different} different values; deals are told apart by fields of ${MOST_VALUES} at most.`,
    wayOut: 'Ask by another field.',
  })
}
