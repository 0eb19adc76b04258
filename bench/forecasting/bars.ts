/** One bar: what is asked, what was measured, and whether it is met; undefined when it could not be measured. */
export interface Bar {
  readonly about: string
  readonly target: string
  readonly measured: string
  readonly met: boolean | undefined
}

/** The bars as a table of markdown, missed ones in bold. */
export function barTable(bars: readonly Bar[]): string {
  const met = bars.filter((bar) => bar.met).length
  return [
    table(
      ['bar', 'target', 'measured', ''],
      bars.map(({ about, target, measured, met: is }) => [about, target, measured, word(is)]),
      1,
    ),
    '',
    `${met} of ${bars.length} met.`,
  ].join('\n')
}

/** A table of markdown; columns after the first `text` ones are numbers and stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], text = 1): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, i) => (i < text ? '---' : '---:'))), ...rows.map(line)].join('\n')
}

function word(met: boolean | undefined): string {
  if (met === undefined) return 'not measured'
  return met ? 'met' : '**missed**'
}
