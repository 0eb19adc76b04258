/** The known name that looks most like a wrong one, or undefined if none is near. */
export function nearestName(wrong: string, known: Iterable<string>): string | undefined {
  const target = wrong.toLowerCase()
  let best: string | undefined
  // Of short names most are near to each other by chance.
  let least = (wrong.length <= 2 ? 0 : wrong.length === 3 ? 1 : Math.max(2, Math.floor(wrong.length / 3))) + 1
  let looked = 0
  for (const name of known) {
    if (++looked > 5000) break
    if (Math.abs(name.length - wrong.length) >= least) continue
    const distance = editDistance(target, name.toLowerCase())
    if (distance < least) {
      least = distance
      best = name
    }
  }
  return best
}

function editDistance(a: string, b: string): number {
  if (a.length > 60 || b.length > 60) return a === b ? 0 : 99
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
