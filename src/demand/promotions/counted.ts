import { type LogEffect, poolEffects } from '@drumbeat/forecasting'

/** The logarithm that counts of a promotion, the one that the others of its kind tell, and whether any of its kind was measured. */
export type Counted = { counted: number; told: number; known: boolean }

type OfKind = { kind: string; familyId: string | null }

/**
 * What counts of each promotion: what those of its kind in its family (or, where none of it was measured, everywhere) have in common,
 * drawn towards its own effect as far as they differ; nothing where the interval holds "as usual".
 */
export function countedOf<Promotion extends OfKind>(
  promotions: readonly Promotion[],
  effectOf: (promotion: Promotion) => LogEffect | null,
): Map<Promotion, Counted> {
  const kinds = Map.groupBy(promotions, ({ kind }) => kind.toLowerCase())
  return new Map([...kinds.values()].flatMap((of) => countedOfKind(of, effectOf)))
}

/** Whether an interval leaves "as usual" out. */
export function tells({ lo, hi }: { lo: number; hi: number }): boolean {
  return lo > 0 || hi < 0
}

function countedOfKind<Promotion extends OfKind>(
  promotions: readonly Promotion[],
  effectOf: (promotion: Promotion) => LogEffect | null,
): [Promotion, Counted][] {
  const effectsOf = (of: readonly Promotion[]) => of.flatMap((each) => effectOf(each) ?? [])
  const ofKind = effectsOf(promotions)
  const families = Map.groupBy(promotions, ({ familyId }) => familyId)
  return [...families.values()].flatMap((inFamily) => {
    const ofFamily = effectsOf(inFamily)
    return inFamily.map((each): [Promotion, Counted] => [each, counted({ ofKind, ofFamily, mine: effectOf(each) })])
  })
}

function counted(given: {
  ofKind: readonly LogEffect[]
  ofFamily: readonly LogEffect[]
  mine: LogEffect | null
}): Counted {
  const { ofKind, ofFamily, mine } = given
  const pool = poolEffects(ofFamily.length > 0 ? ofFamily : ofKind)
  const withoutMine = ofFamily.filter((each) => each !== mine)
  const others = poolEffects(withoutMine.length > 0 ? withoutMine : ofKind.filter((each) => each !== mine))
  const told = others && tells(others) ? others.log : 0
  if (!pool || !tells(pool)) return { counted: 0, told, known: pool !== null }
  const own = mine ? pool.between / (pool.between + mine.standardError ** 2) : 0
  return { counted: pool.log + own * ((mine?.log ?? 0) - pool.log), told, known: true }
}
