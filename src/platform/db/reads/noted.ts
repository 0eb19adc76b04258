import { AsyncLocalStorage } from 'node:async_hooks'

/** What was read while something ran: names of tables, views and functions with their schemas, as SQL has them. */
export type Reads = Set<string>

/** Stands for what no table tells of: files, jobs that wait, the state of the process. */
export const OUTSIDE = '*'

const running = new AsyncLocalStorage<{ reads: Reads; within: Reads[] }>()

/** Runs something and tells what it read; whatever waits for it has read that too. */
export async function readsOf<Result>(act: () => Promise<Result>): Promise<{ result: Result; reads: Reads }> {
  const outer = running.getStore()
  const reads: Reads = new Set()
  const within = outer ? [...outer.within, outer.reads] : []
  const result = await running.run({ reads, within }, act)
  return { result, reads }
}

/** Notes that something was read. */
export function noteReads(names: Iterable<string>): void {
  const now = running.getStore()
  if (!now) return
  for (const name of names) {
    now.reads.add(name)
    for (const outer of now.within) outer.add(name)
  }
}

/** Notes what a statement names. */
export function noteStatement(statement: string): void {
  if (running.getStore()) noteReads(namesOfStatement(statement))
}

const MOST_STATEMENTS = 5000
const known = new Map<string, readonly string[]>()

function namesOfStatement(statement: string): readonly string[] {
  const before = known.get(statement)
  if (before) return before
  const names = namesIn(statement.replace(/'[^']*'/g, "''"))
  if (known.size >= MOST_STATEMENTS) known.clear()
  known.set(statement, names)
  return names
}

/** All names of the form schema.name in some SQL; columns of aliases are among them, and are told apart by who knows the schemas. */
export function namesIn(text: string): string[] {
  const found = text.matchAll(/(?:"([\w-]+)"|\b([a-z_]\w*))\.(?:"([\w-]+)"|([A-Za-z_]\w*))/g)
  return [...new Set([...found].map((part) => `${part[1] ?? part[2]}.${part[3] ?? part[4]}`))]
}
