import { sql } from 'kysely'
import { setCompanyHolidays } from '#company/change-holidays.tx.ts'
import { companyHolidays } from '#company/holidays.sql.ts'
import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { cycleBefore, cycleIds, replayCycle } from '../log/cycles.sql.ts'
import { performIn } from '../log/perform.tx.ts'
import type { Owner } from '../schema.ts'

type Wanted = {
  month: string
  startsOn?: string | undefined
  firstMonth?: string | undefined
  horizon: number
  fenceMonths: number
  weekend?: number[] | undefined
  owners?: Owner[][] | undefined
}

const nobody: Owner[][] = [[], [], [], [], [], []]
const saturdayAndSunday = [6, 7]

/** Opens the cycle of a month; one month has one cycle, whoever asks at the same time. */
export async function openCycle(work: Work, scope: Scope, wanted: Wanted): Promise<string> {
  return transact(work, async (writing) => {
    const { tx, now, actor } = writing
    const id = newId()
    const made = await sql`insert into sop.cycle (id, month, opened_at, opened_by)
      values (${id}, ${wanted.month}, ${now}, ${actor.id}) on conflict (month) do nothing`.execute(tx)
    if (!made.numAffectedRows) {
      throw refusal(409, {
        code: 'cycle-there',
        message: `There is a cycle of ${wanted.month.slice(0, 7)} already.`,
        wayOut: 'Go on in that one.',
      })
    }
    const { currency, minorDigits } = await readCompany(tx)
    const before = await cycleBefore(tx, wanted.month)
    const last = before ? (await replayCycle(tx, before)).state : null
    const holidays = (await companyHolidays(tx)).map(({ day }) => day)
    await performIn(writing, scope, id, {
      kind: 'opened',
      body: {
        month: wanted.month,
        startsOn: wanted.startsOn ?? wanted.month,
        firstMonth: wanted.firstMonth ?? wanted.month,
        horizon: wanted.horizon,
        fenceMonths: wanted.fenceMonths,
        weekend: wanted.weekend ?? last?.weekend ?? saturdayAndSunday,
        holidays,
        owners: wanted.owners ?? last?.steps.map(({ owners }) => owners) ?? nobody,
        currency,
        minorDigits,
      },
    })
    return id
  })
}

/** Sets the holidays, and counts the days of running cycles anew. */
export async function setHolidays(
  work: Work,
  scope: Scope,
  holidays: readonly { day: string; name: string }[],
): Promise<number> {
  return transact(work, async (writing) => {
    const { audit, emit } = writing
    await setCompanyHolidays(writing, holidays)
    const days = [...new Set(holidays.map(({ day }) => day))].sort()
    const running = await followIn(writing, scope, days)
    await audit({ command: 'sop.set-holidays', noun: 'cycle', summary: `Set ${days.length} holidays`, after: holidays })
    await emit('sop.cycle.changed', {})
    return running
  })
}

/** Counts the days of running cycles anew where the holidays of the company changed elsewhere. */
export async function followHolidays(work: Work): Promise<void> {
  await transact(work, async (writing) => {
    const days = (await companyHolidays(writing.tx)).map(({ day }) => day)
    await followIn(writing, { personId: null }, days, true)
  })
}

async function followIn(
  writing: Writing,
  scope: Pick<Scope, 'personId'>,
  days: string[],
  onlyChanged = false,
): Promise<number> {
  let running = 0
  for (const { id } of await cycleIds(writing.tx)) {
    const { state } = await replayCycle(writing.tx, id)
    if (state.steps[5]!.closed || (onlyChanged && state.holidays.join() === days.join())) continue
    await performIn(writing, scope, id, { kind: 'calendar', body: { weekend: state.weekend, holidays: days } })
    running += 1
  }
  return running
}
