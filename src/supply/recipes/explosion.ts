/** A component of an assembly: units per unit made, and the share of it lost on the way. */
export type Part = {
  componentId: string
  quantity: number
  scrap: number
  unit: string | null
  /** First and last day on which it holds; null or left out: always. */
  startsOn?: string | null
  endsOn?: string | null
}

/** The recipes that hold on a day: of each made item its components. */
export type Recipes = ReadonlyMap<string, readonly Part[]>

/** A component that may be used in the place of another one of the same recipe, by its own quantity. */
export type Alternate = Part & { insteadOf: string }

/** What may stand in: of each made item its alternates. */
export type Alternates = ReadonlyMap<string, readonly Alternate[]>

/** What comes with a made item: units per unit made, and money that throwing one away costs. */
export type Beside = { itemId: string; quantity: number; disposalCost: number }

/** By-products and co-products of each made item. */
export type ByProducts = ReadonlyMap<string, readonly Beside[]>

/** One place of a component in the tree below an item. */
export type TreeLine = {
  level: number
  parentId: string
  componentId: string
  /** Units per unit of the parent. */
  quantityPer: number
  /** Units for the quantity asked for, with what is lost on the way to here. */
  quantity: number
  quantityWithoutScrap: number
  unit: string | null
  hasRecipe: boolean
}

/** A component with everything that is needed of it, wherever it stands in the tree. */
export type Needed = {
  componentId: string
  quantity: number
  quantityWithoutScrap: number
  firstLevel: number
  lastLevel: number
  places: number
  hasRecipe: boolean
  unit: string | null
}

export type Explosion = {
  levels: number
  lines: TreeLine[]
  totals: Needed[]
  /** Items that a recipe leads back to itself, in order; the tree stops there. */
  cycle: string[] | null
}

/** More places than this are not listed; no tree of a real product comes near. */
const mostLines = 50_000

/** Everything that goes into so many units of an item, level by level. */
export function explode(recipes: Recipes, { itemId, quantity }: { itemId: string; quantity: number }): Explosion {
  const lines: TreeLine[] = []
  let cycle: string[] | null = null
  walk({ id: itemId, made: quantity, plain: quantity, path: [itemId] })

  function walk(at: { id: string; made: number; plain: number; path: readonly string[] }): void {
    for (const part of recipes.get(at.id) ?? []) {
      if (at.path.includes(part.componentId)) {
        cycle ??= [...at.path.slice(at.path.indexOf(part.componentId)), part.componentId]
        continue
      }
      if (lines.length >= mostLines) return
      const plain = at.plain * part.quantity
      const needed = (at.made * part.quantity) / (1 - part.scrap)
      const hasRecipe = (recipes.get(part.componentId)?.length ?? 0) > 0
      lines.push({
        level: at.path.length,
        parentId: at.id,
        componentId: part.componentId,
        quantityPer: part.quantity,
        quantity: tidy(needed),
        quantityWithoutScrap: tidy(plain),
        unit: part.unit,
        hasRecipe,
      })
      walk({ id: part.componentId, made: needed, plain, path: [...at.path, part.componentId] })
    }
  }

  return {
    levels: lines.reduce((deepest, { level }) => Math.max(deepest, level), 0),
    lines,
    totals: totalsOf(lines),
    cycle,
  }
}

function totalsOf(lines: readonly TreeLine[]): Needed[] {
  const found = new Map<string, Needed>()
  for (const { componentId, level, quantity, quantityWithoutScrap, hasRecipe, unit } of lines) {
    const before = found.get(componentId)
    found.set(componentId, {
      componentId,
      quantity: tidy((before?.quantity ?? 0) + quantity),
      quantityWithoutScrap: tidy((before?.quantityWithoutScrap ?? 0) + quantityWithoutScrap),
      firstLevel: Math.min(before?.firstLevel ?? level, level),
      lastLevel: Math.max(before?.lastLevel ?? level, level),
      places: (before?.places ?? 0) + 1,
      hasRecipe,
      unit,
    })
  }
  return [...found.values()]
}

/** Twelve digits, so that a sum of fractions is the number a person expects. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12))
}
