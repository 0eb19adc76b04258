/**
 * A strategy as extra rules. `chase`: neither stock beyond what the model demands nor backlog, so production follows demand.
 * `level`: the same number of workers in every period, or, without pools, the same production of each finished item.
 * `mixed`: workers, or production, change in at most `changes` periods.
 */
export type Strategy =
  | { readonly kind: 'chase' }
  | { readonly kind: 'level' }
  | { readonly kind: 'mixed'; readonly changes: number }
