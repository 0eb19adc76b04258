/** A sign that a spreadsheet puts before what is to be text: '00123, and '=…, as our own exports write cells that begin a formula. */
const mark = /^'(?=[=+\-@]|\d[\d.,]*$)/

/** A value without the mark that says it is text. */
export function withoutMark(text: string): string {
  return text.startsWith("'") ? text.replace(mark, '') : text
}
