/** A node of the team tree: a manager's direct reports, below the unit that the manager is in. */
export type Unit = { id: string; name: string; parentId: string | null; members: readonly string[] }

/** A fixed group of people whose answers are counted together. */
export type Cell = { id: string; name: string; units: string[]; members: string[] }

/**
 * Divides everybody into reporting cells of at least `least` people, once per round. From the leaves up: a unit that is too
 * small joins its small siblings until they are large enough together; what is left over joins the rest of the parent. Each
 * person is in one cell, so that nothing can be worked out from overlaps. One cell if the whole company is small.
 */
export function cellsOf(units: readonly Unit[], least: number): Cell[] {
  const children = Map.groupBy(units, ({ parentId }) => parentId)
  const roots = children.get(null) ?? []
  const cells: Cell[] = []
  const left = roots.map((root) => settle(root, { children, least, cells }))
  const rest = merged(left.filter((cell) => cell.members.length > 0))
  if (rest) keepOrJoin(rest, cells, least)
  return cells.sort((a, b) => (a.name < b.name ? -1 : 1))
}

type Settling = { children: Map<string | null, Unit[]>; least: number; cells: Cell[] }

/** Settles all below a unit and gives what is left of it: a cell that may be too small. */
function settle(unit: Unit, settling: Settling): Cell {
  const { children, least, cells } = settling
  const below = [...(children.get(unit.id) ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1))
  let small: Cell[] = []
  for (const child of below) {
    const cell = settle(child, settling)
    if (cell.members.length >= least) cells.push(cell)
    else if (cell.members.length > 0) small.push(cell)
    const together = merged(small)
    if (together && together.members.length >= least) {
      cells.push(together)
      small = []
    }
  }
  const own: Cell = { id: unit.id, name: unit.name, units: [unit.id], members: [...unit.members] }
  return merged(own.members.length > 0 ? [own, ...small] : small) ?? own
}

function merged([first, ...others]: Cell[]): Cell | undefined {
  if (!first) return undefined
  const all = [first, ...others]
  return {
    id: first.id,
    name: all.map(({ name }) => name).join(' and '),
    units: all.flatMap(({ units }) => units),
    members: all.flatMap(({ members }) => members),
  }
}

/** What is left at the top is a cell of its own if large enough, else it joins the smallest cell. */
function keepOrJoin(rest: Cell, cells: Cell[], least: number): void {
  const smallest = [...cells].sort((a, b) => a.members.length - b.members.length)[0]
  if (rest.members.length >= least || !smallest) {
    cells.push(rest)
    return
  }
  cells[cells.indexOf(smallest)] = merged([smallest, rest])!
}
