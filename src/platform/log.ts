import { type Logger, pino } from 'pino'

export type Log = Logger

/** Structured log on stderr (stdout belongs to commands' results). */
export function openLog(level: string): Log {
  return pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  )
}
