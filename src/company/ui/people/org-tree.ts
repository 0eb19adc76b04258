import type { TreeNode } from '#platform/ui/page/tree-rows.ts'
import type { Person } from '../../people/contract.ts'

/** People under their managers. Who has none, or one who is not in the list, stands at the top; circles are cut open. */
export function orgTree(people: readonly Person[], aside: (person: Person) => string): TreeNode<string>[] {
  const ids = new Set(people.map((person) => person.id))
  const reports = Map.groupBy(people, (person) => person.manager?.id ?? '')
  const placed = new Set<string>()
  const node = (person: Person): TreeNode<string> => {
    placed.add(person.id)
    const below = (reports.get(person.id) ?? []).filter((report) => !placed.has(report.id))
    return {
      id: person.id,
      label: person.name,
      aside: aside(person),
      ...(below.length > 0 && { children: sorted(below).map(node) }),
    }
  }
  const roots = sorted(people.filter((person) => !person.manager || !ids.has(person.manager.id))).map(node)
  const cut = people.filter((person) => !placed.has(person.id))
  return [...roots, ...sorted(cut).flatMap((person) => (placed.has(person.id) ? [] : [node(person)]))]
}

/** The ids of everybody who leads somebody, so that a tree can open with all of them. */
export function leaders(nodes: readonly TreeNode<string>[]): string[] {
  return nodes.flatMap((node) => (node.children ? [node.id, ...leaders(node.children)] : []))
}

/** Who leads comes first, then by name. */
function sorted(people: readonly Person[]): Person[] {
  return [...people].sort((a, b) => Number(b.reports > 0) - Number(a.reports > 0) || a.name.localeCompare(b.name))
}
