/** A row as a line of a CSV file. */
export function csvLine(cells: readonly string[]): string {
  let line = ''
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]!
    line += `${at > 0 ? ',' : ''}${needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell}`
  }
  return `${line}\n`
}

const needsQuotes = /[",\r\n]|^\s|\s$/

/** Cuts CSV by RFC 4180 into rows as it arrives; a line without quotes is one split. */
export function csvCutter(): { push: (text: string) => string[][]; end: () => string[][] } {
  let rest = ''
  function cut(isLast: boolean): string[][] {
    const rows: string[][] = []
    let at = 0
    while (at < rest.length) {
      const row = rowAt(rest, at, isLast)
      if (!row) break
      at = row.end
      if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row.cells)
    }
    rest = rest.slice(at)
    return rows
  }
  return {
    push(text) {
      rest += text
      return cut(false)
    },
    end: () => cut(true),
  }
}

function rowAt(text: string, start: number, isLast: boolean): { cells: string[]; end: number } | undefined {
  const cells: string[] = []
  let at = start
  for (;;) {
    const cell = text[at] === '"' ? quotedAt(text, at) : plainAt(text, at)
    if (!cell || (cell.end >= text.length && !isLast)) return undefined
    cells.push(cell.value)
    at = cell.end
    if (text[at] === ',') {
      at++
      continue
    }
    if (text[at] === '\r') at++
    if (at >= text.length && !isLast) return undefined
    return { cells, end: Math.min(at + 1, text.length) }
  }
}

type Cell = { value: string; end: number }

function plainAt(text: string, start: number): Cell {
  let end = start
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === 44 || code === 10 || code === 13) break
  }
  return { value: text.slice(start, end), end }
}

function quotedAt(text: string, open: number): Cell | undefined {
  let close = text.indexOf('"', open + 1)
  let isDoubled = false
  while (close >= 0 && text[close + 1] === '"') {
    isDoubled = true
    close = text.indexOf('"', close + 2)
  }
  if (close < 0) return undefined
  const value = text.slice(open + 1, close)
  return { value: isDoubled ? value.replaceAll('""', '"') : value, end: close + 1 }
}
