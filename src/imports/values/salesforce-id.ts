const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/**
 * A Salesforce id in its 18-character form. The three added characters record which of the 15 are capitals
 * (five per character, least significant first), so that the id survives programs that ignore case.
 */
export function longSalesforceId(id: string): string {
  if (id.length !== 15) return id
  let suffix = ''
  for (let start = 0; start < 15; start += 5) {
    let capitals = 0
    for (let i = 0; i < 5; i++) if (/[A-Z]/.test(id[start + i]!)) capitals |= 1 << i
    suffix += letters[capitals]
  }
  return id + suffix
}

/** Whether a text has the form of a Salesforce id (15, or 18 with the right checksum). */
export function isSalesforceId(text: string): boolean {
  if (!/^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(text) || !/\d/.test(text)) return false
  return text.length === 15 || longSalesforceId(text.slice(0, 15)) === text
}

/** An id of either length in its long form; anything else as it stands. */
export function asLongId(text: string): string {
  return text.length === 15 && isSalesforceId(text) ? longSalesforceId(text) : text
}
