export type Value = { day: string; value: number }
export type Refused = { record: number; code: string; message: string }

/**
 * Reads values of a signal, as records and as lines of a day and a number with a point before its decimals; a first line without a
 * day is its header. Bad ones are named, good ones kept: a number in another form is not guessed at, as a file of them is read by Import.
 */
export function readValues({ values, csv }: { values: readonly Value[]; csv: string }): {
  taken: Value[]
  refused: Refused[]
} {
  const lines = csv
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const header = lines[0] !== undefined && dayOf(cellsOf(lines[0])[0]!) === null ? 1 : 0
  const told = [
    ...values.map(({ day, value }) => [day, String(value)]),
    ...lines.slice(header).map((line) => cellsOf(line)),
  ]
  const taken = new Map<string, number>()
  const refused: Refused[] = []
  for (const [i, [day = '', value = '', ...more]] of told.entries()) {
    const on = dayOf(day)
    const said = [value, ...more].filter((cell) => cell !== '').join(',')
    if (on === null)
      refused.push({ record: i + 1, code: 'no-day', message: `"${day}" is not a day such as 2026-11-01.` })
    else if (!number.test(said)) {
      const message = `"${said}" is not a number such as 101.5; Import reads files with other marks, as market signals.`
      refused.push({ record: i + 1, code: 'no-number', message })
    } else taken.set(on, Number(said))
  }
  return { taken: [...taken].map(([day, value]) => ({ day, value })), refused }
}

const number = /^-?\d+(\.\d+)?(e[+-]?\d{1,2})?$/i

/** The cells of a line; a comma parts them only where neither a semicolon nor a tab does. */
function cellsOf(line: string): string[] {
  return line.split(/[;\t]/.test(line) ? /[;\t]/ : ',').map((cell) => cell.trim().replace(/^"|"$/g, ''))
}

function dayOf(text: string): string | null {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text.trim())
  if (!found) return null
  const day = `${found[1]}-${found[2]}-${found[3] ?? '01'}`
  const date = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : day
}

/** The mean of the values in each period; NaN where it has none. `starts` are first days in order. */
export function byPeriod(values: readonly Value[], starts: readonly string[]): number[] {
  const sums = starts.map(() => ({ sum: 0, count: 0 }))
  for (const { day, value } of values) {
    let at = starts.length - 1
    while (at >= 0 && starts[at]! > day) at--
    if (at < 0) continue
    sums[at]!.sum += value
    sums[at]!.count++
  }
  return sums.map(({ sum, count }) => (count > 0 ? sum / count : Number.NaN))
}
