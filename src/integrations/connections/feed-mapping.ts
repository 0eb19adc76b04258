import { type Mapping, mapping, type StageMapping } from '#platform/importing/mapping.ts'

/** What the columns of a file mean that a connection wrote: header -> field, null where a column is only for the record. */
export function feedMapping(of: {
  kind: string
  source: string
  columns: Readonly<Record<string, string | null>>
  constants?: Readonly<Record<string, string>>
  stages?: readonly StageMapping[]
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
    missing: { owner: 'leave empty', account: 'leave empty', item: 'leave empty', family: 'create' },
    source: of.source,
    exact: true,
    empties: 'clear',
  })
}
