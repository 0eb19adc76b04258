/** Whose lines of a plan are asked for: of a measure, all of them, those of a family (null: of none) or of a resource. */
export type RowsAsked = { measure: string; family?: string | null | undefined; resource?: string | undefined }

/** The lines of a plan behind a figure, as the address names them: `demand`, `demand:family:ID`, `hours:resource:Press 1`. */
export function rowsOf(measure: string, { family, resource }: Omit<RowsAsked, 'measure'> = {}): string {
  if (resource !== undefined) return `${measure}:resource:${resource}`
  return family === undefined ? measure : `${measure}:family:${family ?? 'none'}`
}

/** What `rowsOf` wrote; names of resources may hold any sign. */
export function rowsAsked(text: string): RowsAsked {
  const [, measure = text, kind, name] = /^([^:]*)(?::(family|resource):(.*))?$/s.exec(text) ?? []
  if (kind === 'resource') return { measure, resource: name }
  return kind === 'family' ? { measure, family: name === 'none' ? null : name } : { measure }
}
