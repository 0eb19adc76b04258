import { readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { movePoint } from '#platform/numbers/decimal.ts'
import { fileResponse } from '#platform/out/files.ts'
import { readNames } from '../cycle/names.sql.ts'
import { monthAfter, monthsOf } from '../cycle/state.ts'
import { monthLabel } from '../cycle/view.ts'
import { loadCycle, snapshotOf } from '../log/cycles.sql.ts'
import { perform } from '../log/perform.tx.ts'
import { addWebhook, endWebhook, publishPlan, targetsFromPlan } from './change.tx.ts'
import { publishContract } from './contract.ts'
import { planLines } from './plan.ts'
import { readPublication, webhookList } from './publication.sql.ts'

/** How an approved plan goes out: as rows, as a file, to receivers, as targets. */
export function publishRoutes(mount: Mount): void {
  mount(publishContract.plan, async ({ workspace: { db }, params }) => {
    const [{ state }, nameOf, snapshot] = await Promise.all([
      loadCycle(db, params.id),
      readNames(db),
      snapshotOf(db, params.id),
    ])
    const { month: cycle, currency, locked } = state
    return { cycle, currency, approved: locked !== null, hash: snapshot?.hash ?? null, lines: planLines(state, nameOf) }
  })
  planFile(mount)
  mount(publishContract.publication, ({ workspace: { db }, params }) => readPublication(db, params.id))
  mount(publishContract.publish, async ({ workspace: { db }, work, scope, params, body }) => {
    await publishPlan(work, scope, { id: params.id, ...body })
    return readPublication(db, params.id)
  })
  mount(publishContract.acknowledge, async ({ workspace: { db }, work, scope, params, body }) => {
    await perform(work, scope, params.id, { kind: 'acknowledged', body })
    return readPublication(db, params.id)
  })
  mount(publishContract.setTargets, async ({ workspace: { db }, work, params, body }) => {
    const [{ state }, { locale }] = await Promise.all([loadCycle(db, params.id), readCompany(db)])
    const { from = state.firstMonth, to = monthsOf(state).at(-1)! } = body
    const done = await targetsFromPlan(work, { state, from, to, label: monthLabel(state.month, locale) })
    return { ...done, from, to: monthAfter(to, 1) }
  })
  mount(publishContract.webhooks, async ({ workspace: { db } }) => ({
    webhooks: (await webhookList(db)).map(({ id, name, url }) => ({ id, name, url })),
  }))
  mount(publishContract.addWebhook, async ({ work, body }) => ({ id: await addWebhook(work, body) }))
  mount(publishContract.endWebhook, async ({ work, params }) => {
    await endWebhook(work, params.id)
    return { id: params.id }
  })
}

function planFile(mount: Mount): void {
  mount(publishContract.planFile, async ({ workspace: { db }, params }) => {
    const [{ state }, nameOf] = await Promise.all([loadCycle(db, params.id), readNames(db)])
    const money = (minor: number | null) => (minor === null ? null : movePoint(String(minor), -state.minorDigits))
    return fileResponse(
      {
        name: 'Plan',
        columns: [
          { header: 'Family', kind: 'text' },
          { header: 'Month', kind: 'day' },
          { header: 'Units', kind: 'number' },
          { header: 'Price', kind: 'number', unit: state.currency },
          { header: 'Revenue', kind: 'number', unit: state.currency },
          { header: 'Production', kind: 'number' },
          { header: 'Stock', kind: 'number' },
        ],
        rows: planLines(state, nameOf).map(({ family, month, units, price, revenueMinor, production, stock }) => [
          family,
          month,
          units,
          price,
          money(revenueMinor),
          production,
          stock,
        ]),
        about: [],
      },
      'csv',
    )
  })
}
