import type { Found, Row } from '../source.ts'

/**
 * People whose chain of managers leads back to themselves report to nobody from the point where the ring closes; that is
 * told, since which of the lines is wrong only a person can say.
 */
export function withoutRings(rows: readonly Row[], managerAt: number): { rows: Row[]; found: Found[] } {
  const managerOf = new Map(rows.map((row) => [row.id, row.cells[managerAt] ?? '']))
  const rings = new Set<string>()
  for (const { id } of rows) if (!rings.has(id) && leadsBack(id, managerOf, rings)) rings.add(id)
  if (rings.size === 0) return { rows: [...rows], found: [] }
  const names = rows.filter(({ id }) => rings.has(id)).map(({ cells }) => cells[1] ?? '')
  return {
    rows: rows.map((row) => (rings.has(row.id) ? { ...row, cells: row.cells.with(managerAt, '') } : row)),
    found: [
      {
        kind: 'managers in a ring',
        about: [...rings].sort().join(' '),
        says: `The managers of ${names.join(', ')} lead back to themselves; they are left without a manager. Mend the field Manager of these users.`,
      },
    ],
  }
}

function leadsBack(id: string, managerOf: ReadonlyMap<string, string>, cut: ReadonlySet<string>): boolean {
  const seen = new Set<string>()
  for (let at = managerOf.get(id) ?? ''; at !== ''; at = cut.has(at) ? '' : (managerOf.get(at) ?? '')) {
    if (at === id) return true
    if (seen.has(at)) return false
    seen.add(at)
  }
  return false
}
