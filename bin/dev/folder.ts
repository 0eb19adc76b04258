import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where `npm run dev` keeps its databases and mails, apart from what `npm start` keeps; DRUMBEAT_DEV_DATA names another place. */
export function devFolder(): string {
  const chosen = process.env.DRUMBEAT_DEV_DATA
  if (chosen && !chosen.startsWith('/')) {
    throw new Error(
      `DRUMBEAT_DEV_DATA="${chosen}" cannot be used: it must be an absolute path such as /srv/drumbeat-dev.`,
    )
  }
  return chosen || (process.getuid?.() === 0 ? '/var/lib/drumbeat-dev' : join(homedir(), '.local/share/drumbeat-dev'))
}

/** Where mails are written instead of being sent. */
export function mailFolder(): string {
  return join(devFolder(), 'mail')
}
