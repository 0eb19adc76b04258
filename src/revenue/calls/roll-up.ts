import type { Call, Method, RollUpLine } from '../schema.ts'
import type { CallsInForce } from './calls-in-force.ts'

/** A person of the team tree with what is known of the period beside the calls. */
export type Member = {
  personId: string
  name: string
  managerId: string | null
  quotaMinor: number | null
  /** The person's own deals. */
  closedMinor: number
  openMinor: number
  openDeals: number
  /** Deals of which the person has a part, their own among them. */
  sharedDeals: number
  /** Whether a call of their own deals is asked of this person. */
  expected: boolean
}

/** A line of the roll-up before the outlook is set beside it. */
export type CallLine = Omit<RollUpLine, 'outlook' | 'corrected'>

type Sums = { closedMinor: number; openMinor: number; openDeals: number; missing: number }
type Said = { commitMinor: number | null; bestMinor: number | null; basis: RollUpLine['basis'] }
type Node = Said & Sums

const nobody: CallsInForce = { own: null, team: null, adjustment: null }

/**
 * Sums calls along the team tree. By the method "as submitted" a manager's number is the adjustment from above, else their
 * own team call, else the sum of the numbers below and their own; "sum of reps" takes the calls of own deals alone. The
 * method only chooses between calls: none is changed. Who has not said anything is counted as missing, never as zero.
 */
export function rollUp(given: {
  members: readonly Member[]
  calls: ReadonlyMap<string, CallsInForce>
  method: Method
}): CallLine[] {
  const { members, calls, method } = given
  const ids = new Set(members.map((member) => member.personId))
  const reports = Map.groupBy(members, (member) => (ids.has(member.managerId ?? '') ? member.managerId : null))
  const walked = new Set<string>()
  const lines: CallLine[] = []

  function walk(member: Member): Node {
    walked.add(member.personId)
    const at = lines.length
    const below = (reports.get(member.personId) ?? []).filter((each) => !walked.has(each.personId)).map(walk)
    const said = calls.get(member.personId) ?? nobody
    const summed = sumOf([ownOf(said.own), ...below])
    const node = { ...chosen({ said, summed, method, isManager: below.length > 0 }), ...sumsOf(member, said, below) }
    lines.splice(at, 0, lineOf({ member, said, node, hasReports: below.length > 0 }))
    return node
  }

  for (const member of reports.get(null) ?? []) walk(member)
  for (const member of members) if (!walked.has(member.personId)) walk(member) // a circle in the tree begins somewhere
  return lines
}

/** What the tops of the tree say together. */
export function totalOf(lines: readonly CallLine[]): Omit<Said, 'basis'> & Sums & { quotaMinor: number | null } {
  const ids = new Set(lines.map((line) => line.personId))
  const tops = lines.filter((line) => line.managerId === null || !ids.has(line.managerId))
  const sum = (of: (line: CallLine) => number) => tops.reduce((total, line) => total + of(line), 0)
  const { commitMinor, bestMinor } = sumOf(tops)
  return {
    commitMinor,
    bestMinor,
    closedMinor: sum((line) => line.closedMinor),
    openMinor: sum((line) => line.openMinor),
    openDeals: sum((line) => line.openDeals),
    missing: sum((line) => line.missing),
    quotaMinor: tops.some((line) => line.quotaMinor !== null) ? sum((line) => line.quotaMinor ?? 0) : null,
  }
}

function ownOf(call: Call | null): Said {
  if (!call) return { commitMinor: null, bestMinor: null, basis: 'not said' }
  return { commitMinor: call.commitMinor, bestMinor: call.bestMinor ?? call.commitMinor, basis: 'own call' }
}

function sumOf(parts: readonly Said[]): Said {
  const said = parts.filter((part) => part.commitMinor !== null)
  if (said.length === 0) return { commitMinor: null, bestMinor: null, basis: 'not said' }
  return {
    commitMinor: said.reduce((sum, part) => sum + part.commitMinor!, 0),
    bestMinor: said.reduce((sum, part) => sum + (part.bestMinor ?? part.commitMinor!), 0),
    basis: 'sum',
  }
}

function chosen(given: { said: CallsInForce; summed: Said; method: Method; isManager: boolean }): Said {
  const { said, summed, method, isManager } = given
  const own = isManager ? summed : ownOf(said.own)
  if (method === 'sum of reps') return own
  if (said.adjustment) return { ...ownOf(said.adjustment), basis: 'adjustment' }
  if (said.team) return { ...ownOf(said.team), basis: 'team call' }
  return own
}

function sumsOf(member: Member, said: CallsInForce, below: readonly Sums[]): Sums {
  const sum = (of: keyof Sums) => below.reduce((total, each) => total + each[of], 0)
  return {
    closedMinor: member.closedMinor + sum('closedMinor'),
    openMinor: member.openMinor + sum('openMinor'),
    openDeals: member.openDeals + sum('openDeals'),
    missing: (member.expected && said.own === null ? 1 : 0) + sum('missing'),
  }
}

function lineOf(given: { member: Member; said: CallsInForce; node: Node; hasReports: boolean }): CallLine {
  const { member, said, node, hasReports } = given
  const { personId, name, managerId, quotaMinor } = member
  return { personId, name, managerId, hasReports, ...said, quotaMinor, ...node, remarks: remarksOn(member, said) }
}

function remarksOn(member: Member, { own }: CallsInForce): string[] {
  const remarks: string[] = []
  const { sharedDeals } = member
  if (sharedDeals > 0)
    remarks.push(`${sharedDeals} shared ${sharedDeals === 1 ? 'deal counts' : 'deals count'} by part.`)
  if (own === null) return remarks
  if (own.commitMinor < member.closedMinor) remarks.push('The call is below what is closed already.')
  if (own.bestMinor !== null && own.bestMinor < own.commitMinor) remarks.push('The best case is below the commit.')
  return remarks
}
