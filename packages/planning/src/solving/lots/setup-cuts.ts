import type { Cut, RowDraft } from './cut.ts'
import { type LotItem, needed } from './lot-items.ts'
import type { LotPoint } from './lot-point.ts'

/**
 * Inequalities of one item alone that the point breaks. (l,S,WW), Pochet and Wolsey 1994: what is ahead at k, plus what
 * setups in k..l can still make for l, covers the need of k..l. (l,S), Barany, Van Roy and Wolsey 1984: for every l the
 * set S of periods that is broken most. With backlog: the weaker form in which a setup may serve all of k..l.
 */
export function setupCuts(input: { item: LotItem; at: LotPoint; point: Float64Array; draft: RowDraft }): Cut[] {
  const cuts: Cut[] = []
  const length = input.item.relief.length
  for (let k = 0; k < length; k++) {
    const cut = input.at.late ? lateCut(input, k) : wagnerWhitinCut(input, k)
    if (cut) cuts.push(cut)
  }
  if (!input.at.late)
    for (let l = 0; l < length; l++) {
      const cut = anySetCut(input, l)
      if (cut) cuts.push(cut)
    }
  return cuts
}

type Place = Parameters<typeof setupCuts>[0]

function wagnerWhitinCut({ item, at, point, draft }: Place, k: number): Cut | undefined {
  const l = at.reach[k]!
  if (l < k || at.least[k]! <= at.surplus[k]! + 1e-6) return undefined
  addAhead({ item, at, point, draft }, k, l)
  return draft.finish(needed(item, k, l), point)
}

/** Adds surplus(k) + sum over k..l of need(u..l) x setup(u) + relief(u), which is never below need(k..l). */
export function addAhead({ item, draft }: Place, k: number, l: number, times = 1): void {
  draft.addExpression(item.surplus[k]!, times)
  for (let u = k; u <= l; u++) {
    draft.add(item.setup + u, times * needed(item, u, l))
    draft.addExpression(item.relief[u]!, times)
  }
}

function lateCut({ item, at, point, draft }: Place, k: number): Cut | undefined {
  const length = item.relief.length
  let [best, most] = [-1, 1e-6]
  let opened = 0
  let relieved = 0
  for (let l = k; l < length; l++) {
    opened += at.setups[l]!
    relieved += at.relief[l]!
    if (opened >= 1) break
    const lack = needed(item, k, l) * (1 - opened) - at.surplus[k]! - relieved - at.late![l]!
    if (lack <= most) continue
    most = lack
    best = l
  }
  if (best < 0) return undefined
  draft.addExpression(item.surplus[k]!, 1)
  draft.addExpression(item.late![best]!, 1)
  for (let u = k; u <= best; u++) {
    draft.add(item.setup + u, needed(item, k, best))
    draft.addExpression(item.relief[u]!, 1)
  }
  return draft.finish(needed(item, k, best), point)
}

function anySetCut({ item, at, point, draft }: Place, l: number): Cut | undefined {
  let first = 0
  while (first <= l && at.starts[first]! <= needed(item, first, l) * at.setups[first]!) first++
  if (first > l) return undefined
  let reached = at.surplus[first]!
  let mixed = false
  for (let u = first; u <= l; u++) {
    const planned = needed(item, u, l) * at.setups[u]!
    reached += Math.min(at.starts[u]!, planned) + at.relief[u]!
    if (at.starts[u]! < planned - 1e-9) mixed = true
  }
  const need = needed(item, first, l)
  if (!mixed || reached >= need - 1e-6) return undefined
  draft.addExpression(item.surplus[first]!, 1)
  for (let u = first; u <= l; u++) {
    const open = needed(item, u, l)
    if (at.starts[u]! < open * at.setups[u]!) draft.add(item.start + u, 1)
    else draft.add(item.setup + u, open)
    draft.addExpression(item.relief[u]!, 1)
  }
  return draft.finish(need, point)
}
