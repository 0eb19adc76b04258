import { transact, type Work } from '../transaction.ts'
import type { Workspace } from '../workspace.ts'

/** The same refusal is told again after this long: a screen that asks every second fills no audit. */
const AGAIN_MS = 600_000
const MOST_KEPT = 5000

const told = new WeakMap<Workspace['db'], Map<string, number>>()

/** Writes into the audit that somebody asked for what their role or token does not allow. */
export async function noteRefusal(work: Work, operation: string): Promise<void> {
  const { workspace, actor } = work
  const now = workspace.clock().getTime()
  const recent = told.get(workspace.db) ?? new Map<string, number>()
  told.set(workspace.db, recent)
  const key = `${actor.id} ${operation}`
  if (now - (recent.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return
  if (recent.size >= MOST_KEPT) recent.clear()
  recent.set(key, now)
  await transact(work, ({ audit }) =>
    audit({ command: 'access.refused', noun: 'access', subjectId: operation, summary: `Was refused ${operation}` }),
  )
}
