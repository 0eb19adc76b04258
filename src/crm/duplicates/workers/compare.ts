import type { MessagePort } from 'node:worker_threads'
import { type Comparable, candidates, type MergedNoun, type Pair } from '../candidates.ts'

export type CompareTask = { noun: MergedNoun; rows: readonly Comparable[]; port: MessagePort }

/** Compares the rows of a noun in a thread of its own, and tells how much is done. */
export function compareRows({ noun, rows, port }: CompareTask): Pair[] {
  let told = 0
  return candidates(noun, rows, (share) => {
    if (share - told < 0.01) return
    told = share
    port.postMessage(share)
  })
}
