/** Tells the time. The only place, with ids.ts, where the product asks the machine what time it is. */
export type Clock = () => Date

/** The machine's own clock. */
export function systemClock(): Date {
  return new Date()
}

/** The civil day (YYYY-MM-DD) of an instant in a time zone. */
export function dayIn(timeZone: string, instant: Date): string {
  const known = writers.get(timeZone)
  if (known) return known.format(instant)
  const writer = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  writers.set(timeZone, writer)
  return writer.format(instant)
}

/** One writer per zone: to make one takes longer than all that a request computes. */
const writers = new Map<string, Intl.DateTimeFormat>()
