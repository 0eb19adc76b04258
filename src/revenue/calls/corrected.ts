import { type CallBiases, callBiases, correctedCall, type PastCall } from '@drumbeat/deal-outlook'
import type { CallAccuracy, Corrected } from '../schema.ts'
import type { CallLine } from './roll-up.ts'

/** What is known of how far calls of own deals, and calls for teams, were off in earlier periods. */
export type Biases = Record<'own' | 'team', CallBiases>

/** Learns from past calls and what came. */
export function biasesOf({ own, team }: Record<'own' | 'team', readonly CallAccuracy[]>): Biases {
  return { own: callBiases(past(own)), team: callBiases(past(team)) }
}

/**
 * The number of each line corrected for the bias of who said it: own and team calls by their own, sums by their parts, whose
 * errors are taken as independent. An adjustment has no record of its own and is left as it is.
 */
export function correctedLines(lines: readonly CallLine[], biases: Biases): Map<string, Corrected | null> {
  const reports = Map.groupBy(lines, ({ managerId }) => managerId)
  const found = new Map<string, Corrected | null>()
  function correct(line: CallLine): Corrected | null {
    const known = found.get(line.personId)
    if (known !== undefined) return known
    found.set(line.personId, null) // a circle in the tree ends here
    const below = (reports.get(line.personId) ?? []).map(correct)
    const corrected = ofLine(line, below, biases)
    found.set(line.personId, corrected)
    return corrected
  }
  for (const line of lines) correct(line)
  return found
}

/** Several corrected numbers together; null where one of the parts that were called is not corrected. */
export function sumCorrected(parts: readonly (Corrected | null)[]): Corrected | null {
  const known = parts.filter((part) => part !== null)
  if (known.length === 0) return null
  const total = (of: (part: Corrected) => number) => known.reduce((sum, part) => sum + of(part), 0)
  const commitMinor = total((part) => part.commitMinor)
  const below = Math.sqrt(total((part) => (part.commitMinor - part.loMinor) ** 2))
  const above = Math.sqrt(total((part) => (part.hiMinor - part.commitMinor) ** 2))
  return {
    commitMinor,
    loMinor: Math.round(commitMinor - below),
    hiMinor: Math.round(commitMinor + above),
    pastCalls: total((part) => part.pastCalls),
  }
}

function ofLine(line: CallLine, below: readonly (Corrected | null)[], biases: Biases): Corrected | null {
  if (line.commitMinor === null) return null
  if (line.basis === 'own call') return one(line.personId, line.commitMinor, biases.own)
  if (line.basis === 'team call') return one(line.personId, line.commitMinor, biases.team)
  if (line.basis === 'adjustment') return null
  return sumCorrected([line.own && one(line.personId, line.own.commitMinor, biases.own), ...below])
}

function one(personId: string, called: number, { submitters, newcomer }: CallBiases): Corrected | null {
  if (called <= 0) return null
  const bias = submitters.find(({ submitter }) => submitter === personId) ?? newcomer
  const { value, lo, hi } = correctedCall(called, bias)
  return { commitMinor: Math.round(value), loMinor: Math.round(lo), hiMinor: Math.round(hi), pastCalls: bias.calls }
}

function past(lines: readonly CallAccuracy[]): PastCall[] {
  return lines.flatMap(({ personId, points }) =>
    points.map(({ commitMinor, actualMinor }) => ({ submitter: personId, called: commitMinor, actual: actualMinor })),
  )
}
