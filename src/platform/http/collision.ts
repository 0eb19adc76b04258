import type { Problem } from './contract.ts'

/** Where PostgreSQL says in `detail` which columns and values collided: `Key (pipeline_id, name)=(…, Won) already exists.` */
const KEY = /^Key \((?<columns>[^)]*)\)=\((?<values>.*)\) /

/**
 * What to say when two changes met in the database and the second one lost: a name that was taken meanwhile, a time that
 * overlaps, a thing that is gone. Rules look first to say it better; between the look and the write somebody else may come.
 * Null for any other failure.
 */
export function collisionOf(error: unknown): Problem | null {
  const { code, table, detail } = error as { code?: unknown; table?: string; detail?: string }
  const noun = (table ?? 'row').replaceAll('_', ' ')
  if (code === '23505') {
    return {
      code: 'taken',
      message: `Another ${noun} with ${keyIn(detail)} is there already.`,
      wayOut: 'Reload to see it; choose another name, or change the one that is there.',
    }
  }
  if (code === '23P01') {
    return {
      code: 'overlaps',
      message: `This ${noun} overlaps in time with one that was saved meanwhile.`,
      wayOut: 'Reload to see it, then choose other days.',
    }
  }
  if (code === '23503') {
    return {
      code: 'gone',
      message: `What this ${noun} belongs to was removed meanwhile, or is still needed elsewhere.`,
      wayOut: 'Reload to see how things stand now.',
    }
  }
  return null
}

/** The last part of a key is what people typed; ids before it say nothing to them. */
function keyIn(detail = ''): string {
  const found = KEY.exec(detail)?.groups
  if (!found) return 'the same key'
  const columns = found.columns!.split(', ')
  const values = found.values!.split(', ')
  const value = columns.length === 1 ? found.values! : values.slice(columns.length - 1).join(', ')
  return `the ${columns.at(-1)!.replaceAll('_', ' ')} ${value}`
}
