/** The number of a text with words beside it: "2 pcs" is 2, "12 500 kr" is 12 500; a text without digits stays. */
export function bareNumber(text: string): string {
  const number = /[-+]?\d[\d.,'’\u00a0\u202f ]*/.exec(text)?.[0]
  return number?.replace(/[\s.,]+$/, '') ?? text
}
