import { screenAt } from '#platform/ui/url-state.ts'

type Of = { plan?: string; run?: string; person?: string | null }

/** The address of statements: of a plan, a run or a person; all that one may see where nothing is named. */
export function statementsAt(of: Of = {}): string {
  return screenAt('/goals/incentives', { tab: 'statements', ...of })
}
