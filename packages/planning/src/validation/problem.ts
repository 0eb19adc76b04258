/** Something wrong with the input: where, which value, what is wrong, and a way out. */
export interface Problem {
  /** Errors prevent a solve, warnings do not. */
  readonly severity: 'error' | 'warning'
  readonly path: string
  readonly value?: unknown
  readonly says: string
  readonly wayOut: string
}

/** Collects problems; of those that speak of the same field in many rows the first are kept, the others are counted. */
export interface ProblemList {
  readonly error: (path: string, value: unknown, says: string, wayOut: string) => undefined
  readonly warning: (path: string, value: unknown, says: string, wayOut: string) => undefined
  readonly hasErrors: () => boolean
  /** Whether another error about this field would only be counted, so that no way out need be sought for it. */
  readonly isFull: (path: string) => boolean
  /** All problems; one more for each field of which some were only counted. */
  readonly all: () => Problem[]
}

const [mostAlike, mostFields] = [20, 500]

interface Alike {
  readonly severity: Problem['severity']
  readonly field: string
  count: number
  last: string
}

/** An empty list of problems. */
export function problemList(): ProblemList {
  const found: Problem[] = []
  const alike = new Map<string, Alike>()
  let errors = 0
  const of = (severity: Problem['severity'], path: string) => {
    const field = alike.size < mostFields ? fieldOf(path) : 'other fields'
    const key = `${severity} ${field}`
    const known = alike.get(key) ?? { severity, field, count: 0, last: path }
    alike.set(key, known)
    return known
  }
  const add =
    (severity: Problem['severity']) =>
    (path: string, value: unknown, says: string, wayOut: string): undefined => {
      if (severity === 'error') errors++
      const known = of(severity, path)
      known.count++
      known.last = path
      if (known.count > mostAlike) return
      found.push({ severity, path, ...(value === undefined ? {} : { value: shown(value) }), says, wayOut })
    }
  return {
    error: add('error'),
    warning: add('warning'),
    hasErrors: () => errors > 0,
    isFull: (path) => (alike.get(`error ${fieldOf(path)}`)?.count ?? 0) >= mostAlike,
    all: () => [...found, ...[...alike.values()].flatMap(restOf)],
  }
}

function restOf({ severity, field, count, last }: Alike): Problem[] {
  if (count <= mostAlike) return []
  const says = `and ${count - mostAlike} more ${severity === 'error' ? 'errors' : 'warnings'} here, the last at ${last}`
  return [{ severity, path: field, says, wayOut: 'correct the ones above first: the others are of the same field' }]
}

/** The field that a path speaks of, in whatever row: demand[].quantity[]. */
function fieldOf(path: string): string {
  return path.replace(/\[\d+\]/g, '[]').replace(/[.]hours[.].*$/, '.hours')
}

/** Long values are cut so that a report stays readable. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 80 ? `${value.slice(0, 80)}…` : value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value === null || typeof value === 'boolean') return value
  return Array.isArray(value) ? `array of ${value.length}` : typeof value
}
