import { dayAfter } from '@drumbeat/periods'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { absences, assignmentsOf, cameIn, openBefore } from './assignment.sql.ts'
import { addRule, changeRule, endRule } from './change.tx.ts'
import { rulesContract } from './contract.ts'
import { judgedRules } from './judged.sql.ts'
import { dealsLostFor, lossesByReason } from './losses.sql.ts'
import { triedOut } from './preview.ts'
import { firingsOf } from './rules.sql.ts'
import { workingTimeRow } from './working-time.sql.ts'
import { setWorkingTime } from './working-time.tx.ts'

/** Days over which the firings of rules are counted. */
const WINDOW_DAYS = 90
/** Days of the past on which an assignment is tried when none are named. */
const LAST_MONTH = 30

/** The rules of the sales process over HTTP. */
export function rulesRoutes(mount: Mount): void {
  mount(rulesContract.rules, async ({ workspace: { db, clock }, scope }) => {
    const [{ currency }, today] = [await readCompany(db), await companyToday(db, clock())]
    const from = dayAfter(today, -WINDOW_DAYS)
    return { currency, from, rules: await judgedRules(db, scope, { from, now: clock() }) }
  })
  mount(rulesContract.addRule, ({ work, body }) => addRule(work, body))
  mount(rulesContract.changeRule, async ({ work, params: { id }, body }) => {
    await changeRule(work, { id, ...body })
    return { id }
  })
  mount(rulesContract.endRule, async ({ work, params: { id } }) => {
    await endRule(work, id)
    return { id }
  })
  mount(rulesContract.firings, async ({ workspace: { db }, scope, params: { id }, query }) => {
    const { sentence } = writtenIn((await readCompany(db)).locale)
    const { total, firings } = await firingsOf(db, scope, { id, ...query })
    return { total, firings: firings.map((each) => ({ ...each, detail: sentence(each.detail) })) }
  })
  mount(rulesContract.losses, async ({ workspace: { db, clock }, scope, query }) => ({
    currency: (await readCompany(db)).currency,
    reasons: await lossesByReason(db, scope, { ...query, now: clock() }),
  }))
  mount(rulesContract.lostDeals, async ({ workspace: { db, clock }, scope, query }) => ({
    currency: (await readCompany(db)).currency,
    ...(await dealsLostFor(db, scope, { ...query, reason: query.reason ?? null, now: clock() })),
  }))
  assignmentRoutes(mount)
  mountTime(mount)
}

function mountTime(mount: Mount): void {
  mount(rulesContract.workingTime, async ({ workspace: { db } }) => ({
    ...(await workingTimeRow(db)),
    timeZone: (await readCompany(db)).timeZone,
  }))
  mount(rulesContract.setWorkingTime, async ({ work, body }) => {
    await setWorkingTime(work, body)
    return { days: body.days }
  })
}

/** Trying an assignment on what came in, and why something came to its owner. */
function assignmentRoutes(mount: Mount): void {
  mount(rulesContract.tryAssignment, async ({ workspace: { db, clock }, scope, body }) => {
    const { name, terms } = body
    if (terms.kind !== 'assignment')
      throw refusal(400, {
        code: 'other-kind',
        message: `A ${terms.kind} rule assigns nothing.`,
        wayOut: 'Send the terms of an assignment rule.',
      })
    const [{ timeZone }, today] = [await readCompany(db), await companyToday(db, clock())]
    const to = body.to ?? dayAfter(today, 1)
    const span = { from: body.from ?? dayAfter(to, -LAST_MONTH), to }
    const came = await cameIn(db, scope, { of: terms.of, ...span, timeZone })
    const people = terms.pool.map(({ personId }) => personId)
    if (terms.fallbackId !== null) people.push(terms.fallbackId)
    const { names, awayOn } = await absences(db, people)
    const hadOpen = await openBefore(db, { of: terms.of, people, from: span.from, timeZone })
    const tried = triedOut({ rule: { place: 1, name, terms }, came, names, awayOn, hadOpen })
    return { ...span, of: terms.of, came: came.length, ...tried }
  })

  mount(rulesContract.assignments, async ({ workspace, scope, query }) => ({
    assignments: await assignmentsOf(workspace.db, scope, query),
  }))
}
