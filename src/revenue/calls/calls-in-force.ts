import type { Call } from '../schema.ts'

/** The calls of one person that stand at an instant: the newest of each kind that was said by then and not withdrawn. */
export type CallsInForce = { own: Call | null; team: Call | null; adjustment: Call | null }

/** Sorts calls to the people they are about, as they stood at `at`. */
export function callsInForce(calls: readonly Call[], at: string): Map<string, CallsInForce> {
  const instant = Date.parse(at)
  const inForce = new Map<string, CallsInForce>()
  for (const call of calls) {
    if (Date.parse(call.saidAt) > instant) continue
    if (call.withdrawnAt !== null && Date.parse(call.withdrawnAt) <= instant) continue
    const held = inForce.get(call.personId) ?? { own: null, team: null, adjustment: null }
    const kind = call.voice === 'manager' ? 'adjustment' : call.covers
    if (isNewer(call, held[kind])) inForce.set(call.personId, { ...held, [kind]: call })
  }
  return inForce
}

function isNewer(call: Call, other: Call | null): boolean {
  if (other === null) return true
  return Date.parse(call.saidAt) - Date.parse(other.saidAt) > 0 || (call.saidAt === other.saidAt && call.id > other.id)
}
