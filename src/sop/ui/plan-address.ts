import { screenAt } from '#platform/ui/url-state.ts'
import type { SupplyView } from '../supply/contract.ts'

/** Addresses of the supply plan that the cycle captured; of the newest where its plan was typed. */
export function planAddress({ captured }: SupplyView) {
  const plan = captured?.plan ? String(captured.plan) : null
  return (tab: string, more: Record<string, string> = {}) => screenAt('/supply', { plan, tab, ...more })
}
