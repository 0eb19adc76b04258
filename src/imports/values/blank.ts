const nothing =
  /^(?:null|\(null\)|#n\/a|#ref!|#value!|#name\?|#div\/0!|#null!|#num!|\(blank\)|\(none\)|\(empty\)|-|–|—)$/i
const unknown =
  /^(?:n\.?\/?a\.?|tb[dac]|none|nan|nil|not (?:available|assigned|set)|unassigned|no (?:owner|account|value)|keine angabe|k\.\s?a\.|\.+|\?+)$/i

/** Whether a program wrote that there is nothing: NULL, #REF!, a dash. */
export function isNothing(text: string): boolean {
  return nothing.test(text)
}

/** Whether a person or a program wrote that it is not known: N/A, TBD, none. */
export function isUnknown(text: string): boolean {
  return nothing.test(text) || unknown.test(text)
}

const totals =
  /^(?:grand\s+total|sub-?\s?totals?|totals?|overall|gesamt(?:summe)?|summe|zwischensumme|total\s+g[ée]n[ée]ral|somme|totale|totaal|suma)\s*:?(?:\s*\(?\d+[^)]*\)?)?$/i

/** Whether a row is a line of totals: its first words say so, and beside them stand only numbers. */
export function isTotals(values: readonly string[], isNumber: (text: string) => boolean): boolean {
  let first = true
  for (const value of values) {
    const text = value.trim()
    if (text === '') continue
    if (first && !totals.test(text)) return false
    if (!first && !isNumber(text) && !isNothing(text)) return false
    first = false
  }
  return !first
}
