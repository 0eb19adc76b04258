import { basePath } from '#platform/ui/base-path.ts'
import type { Blinded, OwnToken } from '../../tokens/wallet.ts'

/** What this browser keeps of a round: the token in the making, the token, answers not sent yet, and that they were sent. */
export type Kept = {
  cellId?: string
  blinded?: Blinded
  token?: OwnToken
  draft?: Record<number, string>
  sent?: true
  replySecret?: string
}

/** Reads what is kept of a round. */
export function keptOf(roundId: string): Kept {
  try {
    return JSON.parse(localStorage.getItem(keyOf(roundId)) ?? '{}') as Kept
  } catch {
    return {}
  }
}

/** Keeps more of a round beside what is kept already. */
export function keep(roundId: string, more: Kept): Kept {
  const all = { ...keptOf(roundId), ...more }
  localStorage.setItem(keyOf(roundId), JSON.stringify(all))
  return all
}

function keyOf(roundId: string): string {
  return `drumbeat.pulse${basePath()}.${roundId}`
}
