/** A fault that lies outside of Drumbeat's code and passes: what it is, in words, and after how many seconds to try again. */
export type Outage = { code: string; message: string; wayOut: string; retryAfter: number }

const unreachable = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|57P0[1-5]|53300|08\w{3}|XX000)$/
const brokenLine =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable|driver has already been destroyed/i
const busy = /^(40001|40P01|55P03|57014)$/
const full = /^(53100|ENOSPC|EDQUOT)$/

/** Recognises an outage in an error, or in what caused it; null for a fault of ours. */
export function outageOf(error: unknown): Outage | null {
  const { code = '', message = '', cause, syscall } = (error ?? {}) as NodeJS.ErrnoException
  if (full.test(code)) return diskFull
  if (busy.test(code)) return busyNow
  if (code === 'ENOENT' && syscall !== 'connect') return cause ? outageOf(cause) : null
  if (unreachable.test(code) || brokenLine.test(message)) return noDatabase
  return cause ? outageOf(cause) : null
}

const noDatabase: Outage = {
  code: 'no-database',
  message: 'The database does not answer at the moment.',
  wayOut: 'Try again in some seconds. If it stays, whoever runs Drumbeat finds the reason in its log.',
  retryAfter: 2,
}

const busyNow: Outage = {
  code: 'busy',
  message: 'Somebody else is changing the same things at this moment.',
  wayOut: 'Try again in a second.',
  retryAfter: 1,
}

const diskFull: Outage = {
  code: 'disk-full',
  message: 'The disk of this Drumbeat is full.',
  wayOut: 'Whoever runs it has to free space; nothing can be saved until then.',
  retryAfter: 60,
}
