import { splitRows } from '../reading/split-rows.ts'

/** The cells of a row as it stood in its file; a row that is too short has empty ones at its end. */
export function cellsOf(raw: string, { delimiter, width }: { delimiter: string; width: number }): string[] {
  const splitter = splitRows({ delimiter, header: false })
  const [row] = [...splitter.push(`${raw}\n`), ...splitter.end()]
  const cells = row?.values ?? []
  return [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')]
}
