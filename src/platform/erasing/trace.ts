/** Whom an erasure takes out of texts: what they were called, and their addresses. */
export type Erased = { names: readonly string[]; addresses: readonly string[] }

/** What stands where something about an erased person stood. */
export const ERASED = 'Erased'

/**
 * What finds a person in a text, as `~*` of PostgreSQL reads it: an address or a name of several words anywhere, also with
 * the family name first; a name of one word only where the text is nothing else. Null where nothing is known of them.
 */
export function traceOf({ names, addresses }: Erased): string | null {
  const split = names.map((name) => name.trim().split(/\s+/)).filter((words) => words[0] !== '')
  const within = [
    ...split.filter((words) => words.length > 1).flatMap(orders),
    ...addresses.filter((address) => address.trim() !== '').map((address) => literal(address.trim())),
  ]
  const whole = split.filter((words) => words.length === 1).map(([word]) => literal(word!))
  const found = [
    ...(within.length > 0 ? [`(?<![[:alnum:]])(${[...new Set(within)].join('|')})(?![[:alnum:]])`] : []),
    ...(whole.length > 0 ? [`^\\s*(${[...new Set(whole)].join('|')})\\s*$`] : []),
  ]
  return found.length > 0 ? found.join('|') : null
}

function orders(words: readonly string[]): string[] {
  const [last, others] = [words.at(-1)!, words.slice(0, -1)]
  const spaced = (some: readonly string[]) => some.map(literal).join('\\s+')
  return [spaced(words), `${literal(last)},?\\s+${spaced(others)}`]
}

function literal(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')
}
