/** ERPNext writes instants as clocks show them where its site is, without the zone. */
export function instantThere(text: string, timeZone: string): string {
  if (text === '') return ''
  const wall = Date.parse(`${text.replace(' ', 'T').slice(0, 19)}Z`)
  const first = wall - offsetAt(wall, timeZone)
  return new Date(wall - offsetAt(first, timeZone)).toISOString()
}

/** An instant as clocks show it there. */
export function clockThere(instant: string, timeZone: string): string {
  const at = Date.parse(instant)
  return new Date(at + offsetAt(at, timeZone)).toISOString().replace('T', ' ').slice(0, 19)
}

function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '00'
  const wall = `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}Z`
  return Date.parse(wall) - Math.floor(at / 1000) * 1000
}
