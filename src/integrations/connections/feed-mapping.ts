import { type Mapping, mapping, type StageMapping } from '#platform/importing/mapping.ts'
import type { Writes } from './linked.ts'
import type { WriteField } from './source.ts'

/** What the columns of a file mean that a connection wrote: header -> field, null where a column is only for the record. */
export function feedMapping(of: {
  kind: string
  source: string
  columns: Readonly<Record<string, string | null>>
  constants?: Readonly<Record<string, string>>
  stages?: readonly StageMapping[]
  /** What becomes of names that are not known here, beside what is usual. */
  missing?: Mapping['missing']
  /** Whose value stands where an edit made here and the other system differ: column of the noun -> rule. */
  conflicts?: Mapping['conflicts']
  /** What an empty cell means; empties what was there by default. */
  empties?: Mapping['empties']
}): Mapping {
  return mapping.parse({
    kind: of.kind,
    format: { encoding: 'utf-8', delimiter: ',', header: true },
    columns: Object.entries(of.columns).map(([column, field]) => ({
      column,
      field,
      confidence: 1,
      reason: `as ${of.source} calls it`,
      point: '.' as const,
    })),
    constants: { ...of.constants },
    stages: [...(of.stages ?? [])],
    missing: { owner: 'leave empty', account: 'leave empty', item: 'leave empty', family: 'create', ...of.missing },
    source: of.source,
    exact: true,
    empties: of.empties ?? 'clear',
    conflicts: { ...of.conflicts },
  })
}

/** The same rule for what comes in of the fields that go back. */
export function conflictsOf({ fields, rule }: Writes): Mapping['conflicts'] {
  return Object.fromEntries(fields.flatMap((field) => (field === 'calls' ? [] : [[columns[field], rule]])))
}

const columns: Record<WriteField, string> = {
  'forecast category': 'forecast_category',
  'expected close': 'expected_close',
  'next step': 'file_fields',
}
