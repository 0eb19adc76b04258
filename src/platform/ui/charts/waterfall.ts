export type WaterfallStep = { id: string; label: string; value: number; kind: 'total' | 'change' }
export type WaterfallBar = WaterfallStep & { from: number; to: number }

/** Each bar from where the one before ended; totals stand on zero. */
export function waterfallBars(steps: WaterfallStep[]): WaterfallBar[] {
  let level = 0
  return steps.map((step) => {
    const from = step.kind === 'total' ? 0 : level
    level = step.kind === 'total' ? step.value : level + step.value
    return { ...step, from, to: level }
  })
}

/** By how much the changes miss the closing total; zero when the waterfall balances. */
export function imbalance(steps: WaterfallStep[]): number {
  const last = steps.at(-1)
  if (last?.kind !== 'total') return 0
  const before = waterfallBars(steps.slice(0, -1)).at(-1)
  return before ? before.to - last.value : 0
}
