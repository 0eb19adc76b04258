export type Value = { day: string; value: number }
export type Refused = { record: number; code: string; message: string }

/** Reads values of a signal, as records and as lines of CSV; a first line without a day is its header. Bad ones are named, good ones kept. */
export function readValues({ values, csv }: { values: readonly Value[]; csv: string }): {
  taken: Value[]
  refused: Refused[]
} {
  const lines = csv.split(/\r?\n/).filter((line) => line.trim() !== '')
  const header = lines[0] !== undefined && dayOf(cellsOf(lines[0])[0]!) === null ? 1 : 0
  const told = [
    ...values.map(({ day, value }) => ({ day, value: String(value) })),
    ...lines.slice(header).map((line) => {
      const [day = '', value = ''] = cellsOf(line)
      return { day, value }
    }),
  ]
  const taken = new Map<string, number>()
  const refused: Refused[] = []
  for (const [i, { day, value }] of told.entries()) {
    const on = dayOf(day)
    const number = value.trim() === '' ? Number.NaN : Number(value)
    if (on === null)
      refused.push({ record: i + 1, code: 'no-day', message: `"${day}" is not a day such as 2026-11-01.` })
    else if (!Number.isFinite(number)) {
      refused.push({ record: i + 1, code: 'no-number', message: `"${value}" is not a number such as 101.5.` })
    } else taken.set(on, number)
  }
  return { taken: [...taken].map(([day, value]) => ({ day, value })), refused }
}

function cellsOf(line: string): string[] {
  return line.split(/[;\t]|,(?=\S)/).map((cell) => cell.trim().replace(/^"|"$/g, ''))
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
