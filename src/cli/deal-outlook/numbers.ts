const missing = /^(nan|na|n\/a|#n\/a|null|none|unknown|missing|\?|-|\.)$/i

/** Numbers as files write them, with thousands, a currency sign or a per cent sign; True and False of data frames are 1 and 0. */
export function numberOf(text: string, { commas = false } = {}): number | undefined {
  if (commas) return numberWithCommas(text)
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return Number(text)
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true' ? 1 : 0
  if (missing.test(text)) return Number.NaN
  const found = /^(-?)[$€£¥]? ?(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?) ?[%$€£¥]?$/.exec(text)
  return found ? Number(`${found[1]}${found[2]!.replaceAll(',', '')}`) : undefined
}

/** The same where the comma stands before the decimals, and points or blanks between thousands. */
function numberWithCommas(text: string): number | undefined {
  if (!/\d/.test(text)) return numberOf(text)
  const found = /^(-?[$€£¥]? ?-?)(\d{1,3}(?:[.\u00a0\u202f ]\d{3})+|\d+)(,\d+)?( ?[%$€£¥]?)$/.exec(text)
  if (!found) return undefined
  const [, before, whole, decimals = '', after] = found
  return numberOf(`${before}${whole!.replace(/\D/g, '')}${decimals.replace(',', '.')}${after}`)
}

/**
 * Whether a column of numbers has decimal commas: where its numbers can be read in no other way; in a file with semicolons
 * between its columns, where they can be read so at all.
 */
export function hasCommas(values: readonly string[], { semicolons }: { semicolons: boolean }): boolean {
  const filled = values.filter((value) => value !== '')
  const reads = (commas: boolean) => filled.every((value) => numberOf(value, { commas }) !== undefined)
  return (semicolons || !reads(false)) && filled.some((value) => /[.,]/.test(value)) && reads(true)
}
