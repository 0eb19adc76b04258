import type { ReactNode } from 'react'

/** A heading above the rows of one group. */
export type RowGroup = { key: string; label: ReactNode; aside?: ReactNode }

/** Where a row hangs in a tree: its depth, and whether rows hang below it. */
export type Branch = { level: number; hasBelow: boolean; isOpen: boolean }

export type GridLine<Row> =
  | { kind: 'group'; group: RowGroup; isOpen: boolean }
  | { kind: 'row'; row: Row; id: string; branch: Branch | null }

export type LinesInput<Row> = {
  rows: Row[]
  rowId: (row: Row) => string
  group?: ((row: Row) => RowGroup) | undefined
  /** The id of the row above, in a tree. */
  parent?: ((row: Row) => string | null) | undefined
  /** Keys of groups and ids of rows whose rows do not show. */
  closed: ReadonlySet<string>
}

/** The lines of a grid: its rows, nested as a tree or with a heading before each new group, without what is closed. */
export function linesOf<Row>(input: LinesInput<Row>): GridLine<Row>[] {
  return input.parent ? treeLines(input, input.parent) : groupLines(input)
}

function groupLines<Row>({ rows, rowId, group, closed }: LinesInput<Row>): GridLine<Row>[] {
  const lines: GridLine<Row>[] = []
  let before: string | null = null
  for (const row of rows) {
    const heading = group?.(row)
    const isOpen = !heading || !closed.has(heading.key)
    if (heading && heading.key !== before) lines.push({ kind: 'group', group: heading, isOpen })
    before = heading?.key ?? null
    if (isOpen) lines.push({ kind: 'row', row, id: rowId(row), branch: null })
  }
  return lines
}

function treeLines<Row>(
  { rows, rowId, closed }: LinesInput<Row>,
  parent: (row: Row) => string | null,
): GridLine<Row>[] {
  const known = new Set(rows.map(rowId))
  const below = Map.groupBy(rows, (row) => {
    const above = parent(row)
    return above !== null && known.has(above) ? above : ''
  })
  const lines: GridLine<Row>[] = []
  const hang = (row: Row, level: number): void => {
    const id = rowId(row)
    const children = below.get(id) ?? []
    const isOpen = !closed.has(id)
    lines.push({ kind: 'row', row, id, branch: { level, hasBelow: children.length > 0, isOpen } })
    if (isOpen) for (const child of children) hang(child, level + 1)
  }
  for (const row of below.get('') ?? []) hang(row, 1)
  return lines
}
