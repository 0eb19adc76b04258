import { ERASED_NAME } from '#company/schema.ts'

export type AuditDifference = { field: string; from: string | null; to: string | null }

/** How the company writes what an audit line holds. */
export type Writing = {
  number: (value: number) => string
  money: (minor: number, currency: string | null) => string
  day: (day: string) => string
  instant: (instant: string) => string
}

const bareDay = /^\d{4}-\d{2}-\d{2}$/
const uuid = /\b(person|user) ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/gi
const anyUuid = /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi
const anyInstant = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z/g

/** The summary of an audit line with the present names in the place of ids: lines hold people by id only. */
export function withNames(summary: string, names: ReadonlyMap<string, string>): string {
  return summary.replace(uuid, (_whole, noun: string, id: string) => named(names.get(id), `${noun} ${id.slice(0, 8)}`))
}

/** Erased people have one name between them, so their ids tell them apart. */
function named(name: string | undefined, fallback: string): string {
  return name === undefined ? fallback : name === ERASED_NAME ? `erased ${fallback}` : name
}

/** What changed, field by field, from what to what; a command that declared one side only gives that side. */
export function differences(
  { before, after }: { before: unknown; after: unknown },
  names: ReadonlyMap<string, string>,
  write?: Writing,
): AuditDifference[] {
  const [old, fresh] = [recordOf(before), recordOf(after)]
  const fields = [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
  return fields
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(fresh[field]))
    .map((field) => ({
      field: field.replace(/Id$|Minor$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
      from: written(old, field, write) ?? shown(old[field], names, write),
      to: written(fresh, field, write) ?? shown(fresh[field], names, write),
    }))
    .filter(({ from, to }) => from !== to)
}

/** Money, numbers and days by the company's locale; null for what is none of these. */
function written(record: Record<string, unknown>, field: string, write: Writing | undefined): string | null {
  const value = record[field]
  if (!write) return null
  if (typeof value === 'number') {
    if (!field.endsWith('Minor')) return write.number(value)
    return write.money(value, typeof record.currency === 'string' ? record.currency : null)
  }
  return typeof value === 'string' && bareDay.test(value) ? write.day(value) : null
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

/** Ids are names where somebody is meant, else short; instants are as the company writes them. */
function shown(value: unknown, names: ReadonlyMap<string, string>, write: Writing | undefined): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') {
    const told = value.replace(anyUuid, (id, start: string) => names.get(id) ?? start)
    return told.replace(anyInstant, (instant) => write?.instant(instant) ?? instant)
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
