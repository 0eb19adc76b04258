/** Something wrong with the input: where, which value, what is wrong, and a way out. */
export interface Problem {
  /** Errors prevent a solve, warnings do not. */
  readonly severity: 'error' | 'warning'
  readonly path: string
  readonly value?: unknown
  readonly says: string
  readonly wayOut: string
}

/** Collects problems; the first `most` are kept, and how many there were is known. */
export interface ProblemList {
  readonly found: Problem[]
  readonly error: (path: string, value: unknown, says: string, wayOut: string) => undefined
  readonly warning: (path: string, value: unknown, says: string, wayOut: string) => undefined
}

/** An empty list of problems. */
export function problemList(): ProblemList {
  const found: Problem[] = []
  const add =
    (severity: Problem['severity']) =>
    (path: string, value: unknown, says: string, wayOut: string): undefined => {
      found.push({ severity, path, ...(value === undefined ? {} : { value: shown(value) }), says, wayOut })
    }
  return { found, error: add('error'), warning: add('warning') }
}

/** Long values are cut so that a report stays readable. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 80 ? `${value.slice(0, 80)}…` : value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value === null || typeof value === 'boolean') return value
  return Array.isArray(value) ? `array of ${value.length}` : typeof value
}
