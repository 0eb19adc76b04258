import type { Call } from '../schema.ts'

/** The calls of one person that stand at an instant: the newest of each kind that was said by then and not withdrawn. */
export type StandingCalls = { own: Call | null; team: Call | null; adjustment: Call | null }

/** Sorts calls to the people they are about, as they stood at `at`. */
export function standingCalls(calls: readonly Call[], at: string): Map<string, StandingCalls> {
  const instant = Date.parse(at)
  const standing = new Map<string, StandingCalls>()
  for (const call of calls) {
    if (Date.parse(call.saidAt) > instant) continue
    if (call.withdrawnAt !== null && Date.parse(call.withdrawnAt) <= instant) continue
    const held = standing.get(call.personId) ?? { own: null, team: null, adjustment: null }
    const kind = call.voice === 'manager' ? 'adjustment' : call.covers
    if (isNewer(call, held[kind])) standing.set(call.personId, { ...held, [kind]: call })
  }
  return standing
}

function isNewer(call: Call, other: Call | null): boolean {
  if (other === null) return true
  return Date.parse(call.saidAt) - Date.parse(other.saidAt) > 0 || (call.saidAt === other.saidAt && call.id > other.id)
}
