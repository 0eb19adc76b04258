/** How figures are written for somebody who reads a language. */
export interface Words {
  /** A figure as planners read it: at most two decimals, thousands apart, no negative zero. */
  readonly figure: (value: number) => string
  /** Figures per period, neighbours with the same figure joined: Jan to Mar 2, Apr 4. */
  readonly byPeriod: (periods: readonly string[], values: readonly number[]) => string
}

/** The words for readers of a locale (BCP 47), such as de-DE; without one as in the United States. */
export function wordsIn(locale = 'en-US'): Words {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const figure = (value: number) => format.format(Math.round(value * 100) / 100 + 0)
  return { figure, byPeriod: (periods, values) => byPeriod(periods, values.map(figure)) }
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

function byPeriod(periods: readonly string[], figures: readonly string[]): string {
  const parts: string[] = []
  for (let t = 0; t < figures.length; ) {
    let end = t
    while (end + 1 < figures.length && figures[end + 1] === figures[t]) end++
    const name = end - t > 1 ? `${periods[t]} to ${periods[end]}` : listed(periods.slice(t, end + 1))
    parts.push(`${name} ${figures[t]}`)
    t = end + 1
  }
  return parts.join(figures.some((each) => each.includes(',')) ? '; ' : ', ')
}
