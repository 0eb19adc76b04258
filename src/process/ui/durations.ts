/** Seconds as people say them: `3.4 days`, `5.2 hours`, `12 min`. */
export function inWords(seconds: number | null): string {
  if (seconds === null) return ''
  const size = Math.abs(seconds)
  if (size >= 86_400) return `${round(seconds / 86_400)} days`
  if (size >= 3_600) return `${round(seconds / 3_600)} hours`
  if (size >= 60) return `${round(seconds / 60)} min`
  return `${round(seconds)} s`
}

function round(value: number): string {
  return String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10)
}
