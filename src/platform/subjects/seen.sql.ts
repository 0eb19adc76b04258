import { type About, keyOf, type Reader, type Titled } from './subject.ts'

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** Those of these things that the reader may see, by their key; things of unknown nouns are seen by nobody. */
export async function seenThings(reader: Reader, asked: readonly About[]): Promise<Map<string, Titled>> {
  const byNoun = Map.groupBy(asked, ({ noun }) => noun)
  const found = await Promise.all(
    reader.subjects
      .filter(({ noun, permission }) => byNoun.has(noun) && reader.permissions.has(permission))
      .map(async ({ noun, ids: written = 'uuid', seen }) => {
        const ids = [...new Set(byNoun.get(noun)!.map(({ id }) => id))]
        const asked = written === 'uuid' ? ids.filter((id) => uuid.test(id)) : ids
        const things = asked.length === 0 ? [] : await seen(reader.db, reader.scope, asked)
        return things.map((thing): [string, Titled] => [keyOf({ noun, id: thing.id }), thing])
      }),
  )
  return new Map(found.flat())
}
