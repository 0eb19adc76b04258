type Option = { value: string; label: string }

/** How values of a field there are written here: picked ones by their labels, yes and no in words, numbers plainly. */
export function wordsOf(type: string, options: readonly Option[]): (value: string) => string {
  const labels = new Map(options.map(({ value, label }) => [value, label]))
  if (labels.size > 0) return (value) => picked(value, labels)
  if (type === 'boolean' || type === 'bool')
    return (value) => (value === 'true' ? 'Yes' : value === 'false' ? 'No' : value)
  if (numeric.has(type)) return plainNumber
  return type === 'datetime' ? (value) => value.replace(/\+0000$/, 'Z') : (value) => value
}

const numeric = new Set(['double', 'currency', 'percent', 'int', 'long', 'number'])

/** Several that were picked stand between semicolons there. */
function picked(value: string, labels: ReadonlyMap<string, string>): string {
  const parts = labels.has(value) ? [value] : value.split(';')
  return parts.every((part) => labels.has(part)) ? parts.map((part) => labels.get(part)).join('; ') : value
}

/** The same number in the same digits, whether it was written 1500, 1500.0 or 1.5E3, as one API does and the other. */
export function plainNumber(text: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] =
    /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text) ?? []
  if (whole === '') return text
  const point = whole.length + Number(power)
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${part}`.padEnd(point, '0')
  const at = Math.max(point, 1)
  const left = digits.slice(0, at).replace(/^0+(?=\d)/, '')
  const right = digits.slice(at).replace(/0+$/, '')
  const number = right === '' ? left : `${left}.${right}`
  return sign === '-' && number !== '0' ? `-${number}` : number
}
