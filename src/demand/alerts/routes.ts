import type { Mount } from '#platform/http/mount.ts'
import { alertsSince, wishOf } from './alerts.sql.ts'
import { alertsContract } from './contract.ts'
import { wishAlerts } from './wish.tx.ts'

/** Alerts: what was news, and who is told of it. */
export function alertRoutes(mount: Mount): void {
  mount(alertsContract.alerts, async ({ workspace: { db, clock, smtpUrl }, scope }) => {
    const [alerts, wish] = await Promise.all([alertsSince(db, clock()), wishOf(db, scope.userId)])
    return { alerts, wish, canMail: smtpUrl !== null }
  })
  mount(alertsContract.wishAlerts, ({ work, scope, body }) => wishAlerts(work, scope.userId, body))
}
