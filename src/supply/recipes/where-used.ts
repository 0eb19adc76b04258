import { explode, type Recipes, tidy } from './explosion.ts'

export type Use = { assemblyId: string; level: number; quantityPer: number; isTop: boolean }

/** Every item that an item goes into, directly or further up: on which level, how many units in one unit of it. */
export function whereUsed(recipes: Recipes, itemId: string): Use[] {
  const users = usersOf(recipes)
  const above = new Set<string>()
  const queue = [itemId]
  for (const id of queue) {
    for (const user of users.get(id) ?? []) {
      if (above.has(user) || user === itemId) continue
      above.add(user)
      queue.push(user)
    }
  }
  return [...above].map((assemblyId) => {
    const places = explode(recipes, { itemId: assemblyId, quantity: 1 }).lines.filter(
      (line) => line.componentId === itemId,
    )
    return {
      assemblyId,
      level: places.reduce((least, { level }) => Math.min(least, level), Number.POSITIVE_INFINITY),
      quantityPer: tidy(places.reduce((sum, { quantityWithoutScrap }) => sum + quantityWithoutScrap, 0)),
      isTop: (users.get(assemblyId)?.length ?? 0) === 0,
    }
  })
}

function usersOf(recipes: Recipes): Map<string, string[]> {
  const users = new Map<string, string[]>()
  for (const [assembly, parts] of recipes) {
    for (const { componentId } of parts) users.set(componentId, [...(users.get(componentId) ?? []), assembly])
  }
  return users
}
