import type { Applied, Applying } from '#platform/importing/file-kind.ts'

const finer =
  /sub[ _-]?(?:categor|famil|group|class)|unter(?:gruppe|warengruppe|kategorie)|(?:categor|famil|group)[a-z]*[ _-]?[2-9]$/i

/** Items have one level of families: a finer level in a file is not kept, which is said. */
export function finerLevels({ mapping }: Pick<Applying, 'mapping'>): string[] {
  const family = mapping.columns.find((column) => column.field === 'family')
  const others = mapping.columns.filter((column) => column.field === null && finer.test(column.column))
  if (!family || others.length === 0) return []
  const names = others.map((column) => `"${column.column}"`).join(' and ')
  return [
    `Items are grouped by "${family.column}"; the finer level ${names} is not kept. Map it as the family instead to group by it.`,
  ]
}

/** What the rows of an item file say beyond the items. */
export async function itemFindings(_: unknown, input: Applying): Promise<Pick<Applied, 'rowsChanged' | 'findings'>> {
  return { rowsChanged: 0, findings: finerLevels(input) }
}
