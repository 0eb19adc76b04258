import type { Part } from './schema.ts'

/** The same for parts that would tell the same: one view with the same filters. */
export function partKey({ view, search }: Pick<Part, 'view' | 'search'>): string {
  return JSON.stringify([view, Object.entries(search).sort(([a], [b]) => (a < b ? -1 : 1))])
}
