import type { DemoWorld } from './registry.ts'

export type DemoCell = string | number | boolean | null

/** Rows of the demo company for one table, keyed by column; a table without rows is passed over. */
export type DemoTable = { table: string; rows: readonly Readonly<Record<string, DemoCell>>[] }

/** What a domain holds of the demo company, as rows in the order that their references need. Pure: drawn from the world alone. */
export type Demo = (world: DemoWorld) => readonly DemoTable[]
