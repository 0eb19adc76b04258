import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Domain } from '#platform/domain.ts'

/** The plan of the house, as its domains declare it. */
export type House = {
  root: string
  mayUse: Record<string, string[]>
  shell: string[]
  /** Single files of src that everybody may read. */
  tables: string[]
}

/** Something a check found: where, what is wrong, and how to mend it. */
export type Violation = { where: string; rule: string; says: string }

/** What one check looked at (in words) and what it found. */
export type Finding = { looked: string; violations: Violation[] }

/** Files and folders of src that assemble the product: they may use all domains, and no domain uses them. */
const shell = ['server', 'mount', 'declared', 'start', 'databases', 'workspaces', 'demo', 'cli', 'help', 'web']

/** Single files of src that everybody may read: roles and their permissions, what teams add to them, the list of domains. */
const tables = ['roles', 'team-rooms', 'domains']

/** Reads the plan of a clone from what its domains declare. */
export async function readHouse(root: string): Promise<House> {
  const { declared } = (await import(pathToFileURL(join(root, 'src/declared.ts')).href)) as { declared: Domain[] }
  const mayUse = Object.fromEntries(declared.map(({ name, uses }) => [name, [...uses]]))
  return { root, mayUse, shell, tables }
}

/** The domains whose tables and files `domain` may name, itself not among them. */
export function neighbours(house: House, domain: string): string[] {
  const named = house.mayUse[domain] ?? []
  if (!named.includes('*')) return named
  return Object.keys(house.mayUse).filter((other) => other !== domain)
}
