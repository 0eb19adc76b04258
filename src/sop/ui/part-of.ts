import { screenAt } from '#platform/ui/url-state.ts'
import type { CycleView } from '../cycle/contract.ts'

/** The address of a part of a cycle: `partOf(cycle, 'consensus', { family: id })`. */
export function partOf({ id }: Pick<CycleView, 'id'>, tab: string, more: Record<string, string> = {}): string {
  return screenAt('/sop', { cycle: id, tab, ...more })
}
