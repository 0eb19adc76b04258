/** The fields of a reply that its contract does not name, by their paths: `kept` is what the contract makes of it. */
export function fieldsBeyond(sent: unknown, kept: unknown, at = ''): string[] {
  if (Array.isArray(sent) && Array.isArray(kept))
    return sent.flatMap((each, i) => fieldsBeyond(each, kept[i], `${at}[]`))
  if (!isObject(sent) || !isObject(kept)) return []
  return Object.entries(sent).flatMap(([name, value]) => {
    const path = at === '' ? name : `${at}.${name}`
    return name in kept ? fieldsBeyond(value, kept[name], path) : [path]
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
