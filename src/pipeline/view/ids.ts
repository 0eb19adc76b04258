import { refusal } from '#platform/http/refusal.ts'
import { type ByCode, type Named, present, type Reference } from '../reference/reference.ts'

export type NamedNoun =
  | 'owner'
  | 'manager'
  | 'team'
  | 'pipeline'
  | 'territory'
  | 'family'
  | 'item'
  | 'account'
  | 'parent'
  | 'stage'

const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Reads what was asked for as an id: an id as it is, `none` for "not filled", else a name, whatever its capitals. */
export function idsIn(reference: Reference): (noun: NamedNoun) => (asked: string) => string {
  const { people, teams, pipelines, territories, families, items, accounts, stages } = reference
  const all: Record<NamedNoun, ByCode<Named>> = {
    ...{ owner: people, manager: people, team: teams, pipeline: pipelines, territory: territories },
    ...{ family: families, item: items, account: accounts, parent: accounts, stage: stages },
  }
  return (noun) => (asked) => {
    if (asked === 'none' || isId.test(asked)) return asked
    const wanted = asked.toLowerCase()
    const found = present(all[noun]).filter(({ name }) => name.toLowerCase() === wanted)
    if (found.length === 1) return found[0]!.id
    throw found.length === 0 ? unknown(noun, asked) : several(noun, asked, found.length)
  }
}

function unknown(noun: NamedNoun, asked: string) {
  return refusal(400, {
    code: 'unknown-name',
    message: `There is no ${noun} called "${asked}".`,
    wayOut: `Ask /api/pipeline/measures by ${noun} for the names and ids there are.`,
  })
}

function several(noun: NamedNoun, asked: string, count: number) {
  return refusal(400, {
    code: 'ambiguous-name',
    message: `${count} have the name "${asked}" as ${noun}.`,
    wayOut: 'Ask by id.',
  })
}
