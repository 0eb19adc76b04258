import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { addHolidays, endHoliday } from '../change-holidays.tx.ts'
import { companyToday } from '../profile.sql.ts'
import { holidaysContract } from './contract.ts'
import { holidays } from './holidays.sql.ts'
import { readIcs } from './ics.ts'

/** Holidays over HTTP. */
export function holidaysRoutes(mount: Mount): void {
  mount(holidaysContract.holidays, async ({ workspace, query }) => ({ holidays: await holidays(workspace.db, query) }))
  mount(holidaysContract.addHolidays, async ({ work, body }) => ({ changed: await addHolidays(work, body.holidays) }))
  mount(holidaysContract.endHoliday, async ({ work, params: { id } }) => {
    await endHoliday(work, id)
    return { id }
  })
  mount(holidaysContract.importIcs, async ({ workspace: { db, clock }, work, body: { text, territoryId } }) => {
    const today = await companyToday(db, clock())
    const read = readIcs(text, { today })
    const found = read.holidays.filter(({ day }) => day >= `${today.slice(0, 4)}-01-01`)
    if (found.length === 0)
      throw refusal(400, {
        code: 'no-holidays',
        message: read.skipped[0]
          ? `The file holds no whole day from this year on; first left out: ${read.skipped[0].what}, ${read.skipped[0].why}.`
          : 'The file holds no whole day from this year on.',
        wayOut: 'Send an iCalendar file (.ics) whose events are whole days.',
      })
    const changed = await addHolidays(
      work,
      found.map((holiday) => ({ ...holiday, territoryId })),
    )
    return { found: found.length, changed, skipped: read.skipped.slice(0, 100) }
  })
}
