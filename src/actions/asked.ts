import type { Request } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { About, Reader } from '#platform/subjects/subject.ts'

/** Who reads, as a request says it. */
export function readerOf(asked: Pick<Request<never, never, never>, 'workspace' | 'scope' | 'permissions'>): Reader {
  const { workspace, scope, permissions } = asked
  return { db: workspace.db, scope, permissions, subjects: workspace.domains.flatMap(({ subjects }) => subjects) }
}

/** The thing that a request names by noun and id; null where it names none, refused where it names half of one. */
export function aboutOf({ noun, id }: { noun?: string | undefined; id?: string | undefined }): About | null {
  if (noun !== undefined && id !== undefined) return { noun, id }
  if (noun === undefined && id === undefined) return null
  throw refusal(400, {
    code: 'half-a-thing',
    message: noun === undefined ? `The id ${id} came without its noun.` : `The noun ${noun} came without an id.`,
    wayOut: 'Name both, as noun=deal&id=…, or neither.',
  })
}
