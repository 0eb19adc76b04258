/** Seconds as people say them, in the numbers of the company: `3.4 days`, `5.2 hours`, `12 min`. */
export function inWords(seconds: number | null, number: (value: number, digits?: number) => string): string {
  if (seconds === null) return ''
  const size = Math.abs(seconds)
  const said = (value: number) => number(value, Math.abs(value) >= 100 ? 0 : 1)
  if (size >= 86_400) return `${said(seconds / 86_400)} days`
  if (size >= 3_600) return `${said(seconds / 3_600)} hours`
  if (size >= 60) return `${said(seconds / 60)} min`
  return `${said(seconds)} s`
}
