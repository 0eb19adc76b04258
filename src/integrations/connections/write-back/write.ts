import { createHash } from 'node:crypto'
import type { ConflictRule } from '#platform/importing/mapping.ts'
import type { Write } from '../schema.ts'
import type { There, WriteField } from '../source.ts'

/** A field of a deal that was edited here and says something else there, as far as is known. */
export type Pending = {
  dealId: string
  outsideId: string
  field: WriteField
  ours: string | null
  /** What the other system said when it was last read. */
  base: string | null
  editedAt: string
}

/** What becomes of it: written, left as it is there, or nothing since both say the same. */
export type Verdict = { what: 'write' | 'left' | 'same'; there: string | null; says: string }

/** Whose value stands: an edit that the other system does not know of is written; where it changed the field too, the rule decides. */
export function verdictOf(
  { field, ours, base, editedAt }: Pending,
  there: There | undefined,
  { rule, system }: { rule: ConflictRule; system: string },
): Verdict {
  const left = (says: string, said: string | null = null): Verdict => ({ what: 'left', there: said, says })
  if (!there) return left(`${system} does not show this deal: it was deleted, or the connection may not see it.`)
  if (there.isClosed) return left(`The deal is closed in ${system}; closed deals are not written.`)
  const said = there.says[field]
  if (said === undefined) return left(`${system} does not show this field to the connection.`)
  if (said === ours) return { what: 'same', there: said, says: '' }
  const isLater = Date.parse(there.stamp) >= Date.parse(editedAt)
  const isOurs = said === base || rule === 'here' || (rule === 'newest' && !isLater)
  if (isOurs) return { what: 'write', there: said, says: '' }
  return left(
    rule === 'file'
      ? `${system} changed it as well; by your choice what it says stands.`
      : `${system} changed the deal later than it was edited here, so what it says stands.`,
    said,
  )
}

/** Tells one value of a field from another without keeping it. */
export function digestOf(value: string | null): string {
  return createHash('sha256')
    .update(value ?? '')
    .digest('hex')
    .slice(0, 16)
}

/** Texts of people are not kept beside the deal: they go with the person they are about. */
export function keptText(field: Write['field'], value: string | null): string | null {
  return field === 'next step' ? null : value
}
