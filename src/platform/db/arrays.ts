/**
 * Arrays as PostgreSQL writes them. The driver writes arrays too, but looks at each value anew; for thousands of values of a kind
 * that is most of the work of sending them.
 */

/** An array of values that need no quotes: ids, days, numbers and words of our own. */
export function plainArray(values: readonly (string | null)[]): string {
  let text = ''
  for (const value of values) text += text === '' ? (value ?? 'NULL') : `,${value ?? 'NULL'}`
  return `{${text}}`
}

/** An array of any texts. */
export function textArray(values: readonly (string | null)[]): string {
  let text = ''
  for (const value of values) {
    if (text !== '') text += ','
    text += value === null ? 'NULL' : `"${special.test(value) ? value.replace(everySpecial, '\\$&') : value}"`
  }
  return `{${text}}`
}

const special = /["\\]/
const everySpecial = /["\\]/g
