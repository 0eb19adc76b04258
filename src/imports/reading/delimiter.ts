const candidates = [',', ';', '\t', '|', '^', '~', '\u0001', '\u001f']

/** Guesses the character between columns: the one that cuts the first lines into the same number (> 1) of columns most often. */
export function guessDelimiter(sample: string): string {
  const lines = unquotedLines(sample).slice(0, 200)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of candidates) {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const common = mostCommon(counts.filter((count) => count > 0))
    if (!common) continue
    const score =
      (common.times / lines.length) ** 2 * Math.log2(common.count + 1) * (counts[0] === common.count ? 1.5 : 1)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** Lines with everything between quotes taken out, so that delimiters inside values do not count. */
function unquotedLines(sample: string): string[] {
  return sample
    .replace(/"(?:[^"]|"")*"/g, '""')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
}

function mostCommon(counts: number[]): { count: number; times: number } | undefined {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  const [first] = [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])
  return first && { count: first[0], times: first[1] }
}
