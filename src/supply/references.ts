import type { Reference } from '#platform/domain.ts'
import { recordNouns } from './records/nouns.ts'

/** Which rows of supply name items, sites and each other; an ended row keeps what it names, but hinders nobody. */
export const supplyReferences: readonly Reference[] = [
  ...recordNouns.flatMap(({ table, plural, thing, fields }) =>
    fields.flatMap(({ noun, column }): Reference[] =>
      noun
        ? [
            thing
              ? { to: noun, table, column, says: plural, rowsAre: thing }
              : { to: noun, table, column, says: plural, live: 'r.ended_at is null', spent: 'r.ended_at is not null' },
          ]
        : [],
    ),
  ),
  { to: 'item', table: 'supply.item_data', column: 'id', says: 'supply data', live: 'false', derived: true },
]
