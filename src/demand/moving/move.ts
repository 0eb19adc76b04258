import { coherentMeans } from '../coherence.ts'
import { type Node, seriesName } from '../node.ts'
import { answerTo, type Response } from './response.ts'

/** A node of a family as a run left it, without what its model expects of the periods. */
export type Member = {
  node: Node
  lastsFor: number | null
  unplaced: boolean
  /** How unsure its own forecast is, as a standard deviation. */
  doubt: number
  response: Omit<Response, 'answers'> | null
}

/** A family as a run left it: `means[node][period]`, reconciled, and the answers of the models. */
export type Family = {
  members: readonly Member[]
  means: readonly (readonly number[])[]
  answers: readonly (readonly number[][])[]
}

/**
 * Moves what is expected of a family after the running period by what that brings: `surprises` says by how much each node's
 * running period will bring more than was expected. Each model answers by itself, then all are made to add up within the family
 * as a run does. The first period is left to the nowcast. Follows from its arguments alone: families can be moved one by one.
 */
export function moveFamily({ members, means, answers }: Family, surprises: readonly number[]): Float64Array[] {
  const changes = members.map(({ response }, i) => {
    return response && answerTo({ ...response, answers: answers[i]! as number[][] }, surprises[i]!)
  })
  if (changes.every((change) => !change?.some((value) => value !== 0))) return means.map(nothing)
  const coherent = coherentMeans(
    members.map(({ node, lastsFor, unplaced, doubt }, i) => ({
      ...{ node, unplaced, lastsFor: lastsFor === null ? null : Math.max(0, lastsFor - 1) },
      mean: means[i]!.slice(1).map((mean, after) => Math.max(0, mean + (changes[i]?.[after + 1] ?? 0))),
      spread: new Array<number>(means[i]!.length - 1).fill(doubt),
    })),
  )
  return coherent.map((row, i) => Float64Array.from([0, ...row.map((mean, after) => mean - means[i]![after + 1]!)]))
}

function nothing(means: readonly number[]): Float64Array {
  return new Float64Array(means.length)
}

/** Everything together, in each territory and in all of them: the sum of its families. */
export function sumOfFamilies(
  families: readonly { node: Node; shift: ArrayLike<number> }[],
): Map<string, Float64Array> {
  const sums = new Map<string, Float64Array>()
  for (const { node, shift } of families) {
    const name = seriesName({ level: 'all', familyId: null, itemId: null, territoryId: node.territoryId })
    const sum = sums.get(name) ?? new Float64Array(shift.length)
    for (let period = 0; period < shift.length; period++) sum[period]! += shift[period]!
    sums.set(name, sum)
  }
  return sums
}
