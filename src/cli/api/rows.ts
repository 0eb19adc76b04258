/** The rows of a reply: itself, or the one list that it holds; null where it is no list. */
export function rowsIn(reply: unknown): Record<string, unknown>[] | null {
  const lists = Array.isArray(reply) ? [reply] : Object.values((reply ?? {}) as object).filter(Array.isArray)
  const [list] = lists as unknown[][]
  if (lists.length !== 1 || !list) return null
  return list.map((row) => (isObject(row) ? row : { value: row }))
}

/** Names of columns in the order in which the rows bring them, and the cells; what is nested becomes `a.b`, a list JSON. */
export function tableIn(rows: readonly Record<string, unknown>[]): { names: string[]; cells: (string | null)[][] } {
  const flat = rows.map((row) => new Map(entriesOf(row)))
  const names = [...new Set(flat.flatMap((row) => [...row.keys()]))]
  return { names, cells: flat.map((row) => names.map((name) => row.get(name) ?? null)) }
}

function entriesOf(row: object, prefix = ''): [string, string | null][] {
  return Object.entries(row).flatMap(([name, value]): [string, string | null][] => {
    const full = `${prefix}${name}`
    if (isObject(value)) return entriesOf(value, `${full}.`)
    if (value === null || value === undefined) return [[full, null]]
    return [[full, typeof value === 'string' ? value : JSON.stringify(value)]]
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
