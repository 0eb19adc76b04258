import type { Dated } from './reference.ts'

/** What each person belongs to on a day: the manager they report to, or the team they are in. */
export function belongingOn(dated: readonly Dated[], day: number): Map<string, string> {
  return new Map(
    dated.filter(({ from, until }) => from <= day && day < until).map((each) => [each.personId, each.toId]),
  )
}

/** A person and everybody below on a day, each once even where people report in a circle. */
export function peopleBelow(
  lines: readonly Dated[],
  { personId, day }: { personId: string; day: number },
): Set<string> {
  const reports = new Map<string, string[]>()
  for (const [person, manager] of belongingOn(lines, day)) {
    reports.set(manager, [...(reports.get(manager) ?? []), person])
  }
  const found = new Set([personId])
  for (const manager of found) for (const person of reports.get(manager) ?? []) found.add(person)
  return found
}

/** The members of a team on a day. */
export function membersOn(members: readonly Dated[], { teamId, day }: { teamId: string; day: number }): Set<string> {
  return new Set(
    members.filter((each) => each.toId === teamId && each.from <= day && day < each.until).map((each) => each.personId),
  )
}

/** Things of a tree with all below them. */
export function withAllBelow(
  tree: readonly { id: string; parentId: string | null }[],
  chosen: readonly string[],
): Set<string> {
  const children = Map.groupBy(tree, ({ parentId }) => parentId)
  const found = new Set(chosen)
  for (const id of found) for (const child of children.get(id) ?? []) found.add(child.id)
  return found
}
