/** A figure as planners read it: at most two decimals, thousands apart, no negative zero. */
export function figure(value: number): string {
  const rounded = Math.round(value * 100) / 100 + 0
  return rounded.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

/** Names in one sentence: a, b and c. */
export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? ''
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** A binding rule as a reason: all hours of press are used in Mar. */
export function reasonOf(rule: string, when: string): string {
  const hours = /^capacity of (?!lane )(.*)$/.exec(rule)?.[1]
  if (hours !== undefined) return `all hours of ${hours} are used${when}`
  return rule.startsWith('setup of') ? `no ${rule} is planned${when}` : `the ${rule} is reached${when}`
}

/** Figures per period, neighbours with the same figure joined: Jan to Mar 2, Apr 4. */
export function byPeriod(periods: readonly string[], values: readonly number[]): string {
  const parts: string[] = []
  for (let t = 0; t < values.length; ) {
    let end = t
    while (end + 1 < values.length && figure(values[end + 1]!) === figure(values[t]!)) end++
    const name = end - t > 1 ? `${periods[t]} to ${periods[end]}` : listed(periods.slice(t, end + 1))
    parts.push(`${name} ${figure(values[t]!)}`)
    t = end + 1
  }
  return parts.join(', ')
}
