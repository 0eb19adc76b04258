import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The plan of the house, as architecture.mjs states it. */
export type House = {
  root: string
  mayUse: Record<string, string[]>
  roleFiles: string[]
  publicFiles: string[]
  shell: string[]
  /** Single files of src that everybody may read. */
  tables: string[]
}

/** Something a check found: where, what is wrong, and how to mend it. */
export type Violation = { where: string; rule: string; says: string }

/** What one check looked at (in words) and what it found. */
export type Finding = { looked: string; violations: Violation[] }

/** Reads the plan that stands at the root of a clone. */
export async function readHouse(root: string): Promise<House> {
  const { mayUse, roleFiles, publicFiles, shell, tables } = await import(
    pathToFileURL(join(root, 'architecture.mjs')).href
  )
  return { root, mayUse, roleFiles, publicFiles, shell, tables }
}

/** The domains whose tables and files `domain` may name, itself not among them. */
export function neighbours(house: House, domain: string): string[] {
  const named = house.mayUse[domain] ?? []
  if (!named.includes('*')) return named
  return Object.keys(house.mayUse).filter((other) => other !== domain)
}
