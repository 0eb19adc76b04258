const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad\u200e\u200f]/g
const wideBlank = /[\u00a0\u2007\u202f\u3000]/g
const unusual =
  /[\u00a0\u00ad\u0660-\u066c\u06f0-\u06f9\u0966-\u096f\u2007\u200b-\u200f\u202f\u2060\u3000\uff0b-\uff19\ufeff]/
const digits = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g
const zeros = [0x0660, 0x06f0, 0x0966, 0xff10]

/** A text of a file without signs that nobody sees, with plain blanks: what looks equal is equal. */
export function plainText(text: string): string {
  return unusual.test(text) ? text.replace(invisible, '').replace(wideBlank, ' ') : text
}

/** A number with its digits and marks as 0 to 9, point and comma, in whatever script they were written. */
export function plainDigits(text: string): string {
  if (!unusual.test(text)) return text
  return text
    .replace(digits, (digit) => String(digitOf(digit.codePointAt(0)!)))
    .replace(/[\u066b\uff0e]/g, '.')
    .replace(/[\u066c\uff0c]/g, ',')
    .replace(/\uff0d/g, '-')
    .replace(/\uff0b/g, '+')
}

function digitOf(code: number): number {
  return code - zeros.findLast((zero) => zero <= code)!
}
