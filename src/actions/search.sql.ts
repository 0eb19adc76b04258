import { sql } from 'kysely'
import type { Hit, SearchSource } from '#platform/search/source.ts'
import { bestFirst, holding } from '#platform/search/words.sql.ts'
import { seenThings } from '#platform/subjects/seen.sql.ts'
import { keyOf } from '#platform/subjects/subject.ts'
import { partyOfReader } from './parties.sql.ts'

type Found = { id: string; text: string; noun: string | null; subjectId: string | null; isOwn: boolean }

/** So many are looked through for those that the reader may see. */
const MOST = 200

/** Actions by their title. */
export const actionSearch: SearchSource = {
  kind: 'action',
  permission: 'actions:read',
  find: async (_db, scope, { text, limit, reader }) => {
    const me = partyOfReader(scope)
    const { rows } = await sql<Found>`select a.id, a.title as text, a.noun, a.subject_id as "subjectId",
        coalesce(a.owner_id = ${me} or a.added_by = ${me}, false) as "isOwn"
      from actions.action a where a.title ilike ${holding(text)} and a.dropped_at is null
      ${bestFirst(sql`a.title`, { text, limit: MOST })}`.execute(reader.db)
    return hitsOf(rows, { limit, reader, pathOf: ({ id }) => `/actions?action=${id}` })
  },
}

/** Comments by their words; the hit leads to what they are about. */
export const commentSearch: SearchSource = {
  kind: 'comment',
  permission: 'actions:read',
  find: async (_db, _scope, { text, limit, reader }) => {
    const { rows } = await sql<Found>`
      select c.id, regexp_replace(c.text, '@\\[[0-9a-f-]{36}\\]', '@…', 'gi') as text, c.noun, c.subject_id as "subjectId",
        false as "isOwn"
      from actions.comment c where c.text ilike ${holding(text)} and c.withdrawn_at is null
      order by c.said_at desc limit ${MOST}`.execute(reader.db)
    return hitsOf(rows, { limit, reader, pathOf: (_, path) => path })
  },
}

async function hitsOf(
  rows: Found[],
  to: { limit: number; reader: Parameters<typeof seenThings>[0]; pathOf: (row: Found, path: string) => string },
): Promise<Hit[]> {
  const things = await seenThings(to.reader, rows.flatMap(aboutOf))
  const hits = rows.flatMap((row): Hit[] => {
    const [about] = aboutOf(row)
    const thing = about && things.get(keyOf(about))
    if (!thing && !row.isOwn) return []
    const title = row.text.length > 120 ? `${row.text.slice(0, 119)}…` : row.text
    return [{ id: row.id, title, detail: thing?.title ?? null, path: to.pathOf(row, thing?.path ?? '/actions') }]
  })
  return hits.slice(0, to.limit)
}

function aboutOf({ noun, subjectId }: Found): { noun: string; id: string }[] {
  return noun !== null && subjectId !== null ? [{ noun, id: subjectId }] : []
}
