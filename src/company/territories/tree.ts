/** The names from a territory up to its root. A circle in the data ends the walk. */
export function pathUp(
  territories: readonly { id: string; name: string; parentId: string | null }[],
  id: string | null,
): { id: string; name: string }[] {
  const byId = new Map(territories.map((territory) => [territory.id, territory]))
  const path: { id: string; name: string }[] = []
  let next = id === null ? undefined : byId.get(id)
  while (next && !path.some((step) => step.id === next?.id)) {
    path.push({ id: next.id, name: next.name })
    next = next.parentId === null ? undefined : byId.get(next.parentId)
  }
  return path
}
