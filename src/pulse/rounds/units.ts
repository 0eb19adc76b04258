import type { Unit } from '../disclosure/cells.ts'

/** A person as the launch sees them: with manager and team of the day. */
export type Member = { personId: string; managerId: string | null; managerName: string | null; team: string | null }

/** Above everybody who reports to nobody who is there. */
export const TOP = 'top'

/** The team tree as units: the direct reports of each manager, below the unit that the manager is in. */
export function unitsOf(members: readonly Member[]): Unit[] {
  const present = new Set(members.map(({ personId }) => personId))
  const unitOf = ({ managerId }: Member) => (managerId !== null && present.has(managerId) ? managerId : TOP)
  const byUnit = Map.groupBy(members, unitOf)
  const parentOf = new Map(members.map((member) => [member.personId, unitOf(member)]))
  const units = [...byUnit].map(([id, list]) => ({
    id,
    name: id === TOP ? 'Management' : nameOf(list),
    parentId: id === TOP ? null : parentOf.get(id)!,
    members: list.map(({ personId }) => personId),
  }))
  return byUnit.has(TOP) ? units : [{ id: TOP, name: 'Management', parentId: null, members: [] }, ...units]
}

/** The team that most of a manager's reports are in, else whose reports they are. */
function nameOf(list: readonly Member[]): string {
  const teams = Map.groupBy(list, ({ team }) => team ?? '')
  const [most] = [...teams].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
  if (most && most[0] !== '' && most[1].length * 2 > list.length) return most[0]
  return `Reports of ${list[0]?.managerName ?? 'nobody'}`
}
