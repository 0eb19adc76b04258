import type { Clock } from '#company/local-time.ts'
import type { HowOften, NotificationSettings } from './schema.ts'

/** What is gathered into one message before it goes out, and the rest between two messages; in milliseconds. */
const gathersMs = 2 * 60_000
const restsMs = 15 * 60_000

/** Whether a message may go out now: outside the quiet hours, on a day that is not left alone. */
export function mayTell({ quietFrom, quietTo, onWeekends }: NotificationSettings, { weekday, minute }: Clock): boolean {
  if (weekday > 4 && !onWeekends) return false
  if (quietFrom === null || quietTo === null || quietFrom === quietTo) return true
  const isQuiet =
    quietFrom < quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo
  return !isQuiet
}

/**
 * Whether what came since is told now. Soon: when the first of it is two minutes old and the last message a quarter of an hour, so
 * that a busy hour makes four messages at most. Daily: once a day, from its minute on.
 */
export function isDue(
  how: HowOften,
  given: { rule: NotificationSettings; clock: Clock; now: Date; firstAt: Date; last: { at: Date; day: string } | null },
): boolean {
  const { rule, clock, now, firstAt, last } = given
  if (how === 'never' || !mayTell(rule, clock)) return false
  if (how === 'daily') return clock.minute >= rule.dailyAt && last?.day !== clock.day
  const rested = last === null || now.getTime() - last.at.getTime() >= restsMs
  return rested && now.getTime() - firstAt.getTime() >= gathersMs
}
