const nothing = /^(?:null|\\n|#n\/[ad]|#nv|#¡?\p{Lu}[\p{Lu}\d/]*[!?]|#div\/0!|-{1,3}|–|—)$/iu
/** A town may be called Leer, but not "(Leer)", as a pivot table writes. */
const nothingInBrackets = /^(?:blank|none|empty|null|na|leer|vide|en blanco|vuoto|leeg|vazio)$/i
const unknown =
  /^(?:n\.?\/?a\.?|tb[dac]|none|nan|nil|undefined|unknown|unbekannt|inconnue?|desconocid[oa]|not (?:available|applicable|assigned|set|specified)|unassigned|no (?:owner|account|value)|keine angabe|nicht zugewiesen|non (?:attribué|assigné|renseigné)e?|sin (?:asignar|definir|datos)|non assegnat[oa]|niet toegewezen|k\.\s?a\.|n\.?v\.?t\.?|n\.c\.|s\/d|\.+|\?+)$/iu
const inBrackets = /^[([<{]\s*([^()]*?)\s*[)\]>}]$/

/** Whether a program wrote that there is nothing: NULL, \\N, #REF! (#BEZUG!, #¡REF!), (blank), a dash. */
export function isNothing(text: string): boolean {
  if (text.length > 24) return false
  const inside = inBrackets.exec(text)?.[1]
  return nothing.test(text) || (inside !== undefined && nothingInBrackets.test(inside))
}

/** Whether a person or a program wrote that it is not known: N/A, TBD, none, [Unassigned]. */
export function isUnknown(text: string): boolean {
  return isNothing(text) || unknown.test(inBrackets.exec(text)?.[1] ?? text)
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
