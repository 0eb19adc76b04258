import { type DayRead, type DayStyle, readDay } from './day.ts'

/** Zones by the letters that programs write behind a time; letters that stand for several zones are not among them. */
const zones: Readonly<Record<string, string>> = {
  Z: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  EST: '-05:00',
  EDT: '-04:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  CET: '+01:00',
  CEST: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  JST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
  NZST: '+12:00',
  NZDT: '+13:00',
}

const zoned = new RegExp(`(?:${Object.keys(zones).join('|')}|[+-]\\d{2}:?\\d{2})$`, 'i')

const clockTime = new RegExp(
  `^(\\d{1,2}):(\\d{2})(?::(\\d{2})([.,]\\d+)?)?\\s*([AP]M)?\\s*(${Object.keys(zones).join('|')}|[+-]\\d{2}:?\\d{2})?$`,
  'i',
)

/** Reads a written instant as ISO text; a day without a time of day is its midnight; without a zone it is taken where the company is. */
export function readInstant(text: string, style: DayStyle, timeZone = 'UTC'): string | undefined {
  const read = readDay(text, style)
  return 'refused' in read ? undefined : instantOf(read, timeZone)
}

/** Reads the day on which something was where the company is: an instant with its zone may fall on another day there. */
export function readLocalDay(text: string, style: DayStyle, timeZone: string): DayRead {
  const read = readDay(text, style)
  if ('refused' in read || read.time === undefined || !zoned.test(read.time)) return read
  const at = instantOf(read, timeZone)
  return at === undefined ? read : { day: clockIn(timeZone, Date.parse(at)).slice(0, 10) }
}

function instantOf({ day, time }: { day: string; time?: string }, timeZone: string): string | undefined {
  const parts = clockTime.exec(time ?? '00:00')
  if (!parts) return undefined
  const hour = (Number(parts[1]) % (parts[5] ? 12 : 24)) + (parts[5]?.toUpperCase() === 'PM' ? 12 : 0)
  const clock = `${String(hour).padStart(2, '0')}:${parts[2]}:${parts[3] ?? '00'}${(parts[4] ?? '').replace(',', '.').slice(0, 4)}`
  const zone = parts[6] && (zones[parts[6].toUpperCase()] ?? parts[6].replace(/(\d{2})(\d{2})$/, '$1:$2'))
  if (!zone && timeZone !== 'UTC') return instantIn(timeZone, `${day}T${clock}`)
  const at = new Date(`${day}T${clock}${zone ?? 'Z'}`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** The instant at which clocks of a zone show a day and time. */
function instantIn(timeZone: string, local: string): string | undefined {
  const asUtc = Date.parse(`${local}Z`)
  if (Number.isNaN(asUtc)) return undefined
  const offset = (at: number) => Date.parse(`${clockIn(timeZone, at)}Z`) - at
  const first = asUtc - offset(asUtc)
  return new Date(asUtc - offset(first)).toISOString()
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockIn(timeZone: string, at: number): string {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    clocks.set(timeZone, clock)
  }
  return clock.format(at).replace(' ', 'T')
}
