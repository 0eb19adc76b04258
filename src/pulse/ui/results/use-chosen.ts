import { useUrlParam } from '#platform/ui/url-state.ts'
import type { RoundRow } from './types.ts'

/** The closed round that the address names, else the newest. */
export function useChosen(rounds: readonly RoundRow[]): RoundRow | undefined {
  const [id] = useUrlParam('round')
  const closed = rounds.filter(({ state }) => state === 'closed')
  return closed.find((round) => round.id === id) ?? closed[0]
}
