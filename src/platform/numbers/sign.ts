/** A minus before, behind, beside the currency or as brackets; a plus says nothing. Null where two signs stand. */
export function readSign(before: string, behind: string): { minus: '' | '-'; rest: string } | null {
  const around = `${before} ${behind}`
  const brackets = before.includes('(') && behind.includes(')')
  const bare = brackets ? around.replace('(', ' ').replace(')', ' ') : around
  const signs = bare.match(/[-–−+]/g) ?? []
  if (signs.length + (brackets ? 1 : 0) > 1) return null
  const minus = brackets || (signs[0] !== undefined && signs[0] !== '+') ? '-' : ''
  return { minus, rest: bare.replace(/[-–−+]/, ' ') }
}
