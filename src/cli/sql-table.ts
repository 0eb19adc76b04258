type Cell = string | null

/** Rows for a terminal: columns aligned, an empty cell for null, and how many there are. */
export function tableOf(names: string[], rows: Cell[][]): string {
  const widths = names.map((name, at) => Math.max(name.length, ...rows.map((row) => shown(row[at]).length)))
  const line = (cells: (Cell | undefined)[]) =>
    cells
      .map((cell, at) => shown(cell).padEnd(widths[at]!))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  const count = `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`
  return `${[line(names), rule, ...rows.map(line), count].join('\n')}\n`
}

/** Rows for a file or another program: CSV with a header; null is an empty field and an empty text is "". */
export function csvOf(names: string[], rows: Cell[][]): string {
  const field = (cell: Cell) => {
    if (cell === null) return ''
    return cell === '' || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  return [names, ...rows].map((row) => `${row.map(field).join(',')}\n`).join('')
}

function shown(cell: Cell | undefined): string {
  return (cell ?? '').replace(/\s+/g, ' ')
}
