/** Exact decimal text times a power of ten: `4.1`, 6 -> `4100000`; `92`, -2 -> `0.92`. */
export function shifted(text: string, power: number): string {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d*)(?:[.](\d*))?$/.exec(text) ?? []
  const digits = whole + part
  const cut = whole.length + power
  const left = cut > 0 ? digits.slice(0, cut).padEnd(cut, '0') : '0'
  const right = cut >= 0 ? digits.slice(cut) : '0'.repeat(-cut) + digits
  return trimmed(`${sign}${left}.${right}`)
}

/** Without leading zeros, and without zeros behind the last decimal that says something. */
export function trimmed(text: string): string {
  const [, sign = '', whole = '', part = ''] = /^(-?)0*(\d*)(?:[.](\d*?)0*)?$/.exec(text) ?? []
  const bare = `${whole || '0'}${part ? `.${part}` : ''}`
  return bare === '0' ? '0' : sign + bare
}

/** How many decimals exact text has that say something. */
export function decimalsOf(text: string): number {
  return trimmed(text).split('.')[1]?.length ?? 0
}
