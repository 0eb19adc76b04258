import { z } from 'zod'

/** never; soon after it came, several together; or once a day. */
export const HowOften = z.enum(['never', 'soon', 'daily'])
export type HowOften = z.infer<typeof HowOften>

/** A minute of the day where the company is, 0 to 1439. */
const Minute = z.number().int().min(0).max(1439)

/** Whether and when what comes to an inbox is sent on by mail or to a chat. */
export const NotificationSettings = z.object({
  mail: HowOften,
  chat: HowOften,
  quietFrom: Minute.nullable().describe('Nothing is sent from this minute of the day …'),
  quietTo: Minute.nullable().describe('… until this one; past midnight where it is the earlier of the two.'),
  dailyAt: Minute.describe('When the message of a day goes out.'),
  onWeekends: z.boolean(),
})
export type NotificationSettings = z.infer<typeof NotificationSettings>

/** Of a login that has said nothing. */
export const defaultSettings: NotificationSettings = {
  ...{ mail: 'never', chat: 'never' },
  ...{ quietFrom: 20 * 60, quietTo: 7 * 60, dailyAt: 8 * 60, onWeekends: false },
}
