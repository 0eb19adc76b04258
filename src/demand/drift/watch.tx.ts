import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { finishedRuns } from '../forecasts/forecasts.sql.ts'
import { type CompanySettings, companySettings, type HistoryState, historyState } from '../history/history.sql.ts'
import { timelineFor } from '../inputs.ts'
import { type Node, nodeAt } from '../node.ts'
import { daysArrived, daysOrdered, foundInSeries, knownDrift, modelsOf, monthsSold } from './drift.sql.ts'
import { type Drift, grouped, reconciled, type Shown } from './group.ts'
import { endedSince, feedStopped } from './silence.ts'

const everything: Node = { level: 'all', familyId: null, itemId: null, territoryId: null }

/**
 * Looks for drift in the current forecasts and in what comes: what is new is announced once, what is known is kept up to date, what
 * is found no more is over.
 */
export async function watchDrift(work: Work): Promise<{ announced: number }> {
  return transact(work, async ({ tx, now, emit, audit }) => {
    await sql`select pg_advisory_xact_lock(hashtext('demand.drift'))`.execute(tx)
    const [company, state, runs] = [
      await companySettings(tx),
      await historyState(tx),
      await finishedRuns(tx, { grain: 'month', measure: 'units' }),
    ]
    if (!state?.lastOn || !runs.current) return { announced: 0 }
    const today = await companyToday(tx, work.workspace.clock())
    const found = [
      ...grouped(await movedSeries(tx, runs.current.id)),
      ...grouped(await endedItems(tx, { state, company, today })),
      ...grouped(await silentFeeds(tx, { lastOn: state.lastOn, today, timeZone: company.timeZone })),
    ]
    const { announced, stay, over } = reconciled({ known: await knownDrift(tx), found })
    const models = await modelsOf(tx, {
      ...{ nodes: announced.map(({ node }) => node), current: runs.current.id },
      previous: runs.previous?.id ?? null,
    })
    for (const drift of announced) {
      const id = newId()
      const model = isOfModels(drift) ? models.get(drift.node) : undefined
      await sql`
        insert into demand.drift (id, kind, node, starts_on, size, nodes, reason, counted, model_before, model_after, found_at, seen_at)
        values (${id}, ${drift.kind}, ${drift.node}, ${drift.startsOn}, ${drift.size}, ${drift.nodes}::text[], ${drift.reason}, ${drift.counted},
          ${model?.before ?? null}, ${model?.after ?? null}, ${now}, ${now})`.execute(tx)
      await emit('demand.drift.found', { driftId: id, kind: drift.kind, node: drift.node, startsOn: drift.startsOn })
    }
    await keep(tx, { stay, now })
    if (over.length > 0) {
      await sql`update demand.drift set ended_at = ${now}, ended_as = 'over' where id = any(${over}::uuid[])`.execute(
        tx,
      )
      await emit('demand.drift.changed', { over: over.length })
    }
    if (announced.length > 0) {
      const summary = `Found ${announced.length} ${announced.length === 1 ? 'drift' : 'drifts'} of demand`
      await audit({ command: 'demand.watch-drift', noun: 'demand', summary })
    }
    return { announced: announced.length }
  })
}

function isOfModels({ kind }: Drift): boolean {
  return kind === 'level shift' || kind === 'season change'
}

/** What is known stays as it was announced; what is known better by now is written, and an end that was none is taken back. */
async function keep(tx: Tx, { stay, now }: { stay: { id: string; as: Drift }[]; now: string }): Promise<void> {
  for (const { id, as } of stay) {
    await sql`
      update demand.drift set seen_at = ${now}, size = ${as.size}, nodes = ${as.nodes}::text[], reason = ${as.reason}, counted = ${as.counted},
        ended_at = case when ended_as = 'dismissed' then ended_at end,
        ended_as = case when ended_as = 'dismissed' then ended_as end
      where id = ${id}`.execute(tx)
  }
}

async function movedSeries(tx: Tx, runId: string): Promise<Shown[]> {
  const found = await foundInSeries(tx, runId)
  return found.map(({ node, familyId, ...shown }) => {
    const [key, territoryId] = node.split('@')
    const at = nodeAt(key!, territoryId ?? null)
    return { ...shown, node: at.level === 'item' ? { ...at, familyId } : at }
  })
}

async function endedItems(
  tx: Tx,
  { state, company, today }: { state: HistoryState; company: CompanySettings; today: string },
): Promise<Shown[]> {
  const timeline = timelineFor({ grain: 'month', calendar: company.calendar, state })!
  const place = new Map(timeline.periods.map(({ startsOn }, at) => [startsOn, at]))
  const items = await monthsSold(tx, today)
  return items.flatMap(({ itemId, starts }): Shown[] => {
    const sold = starts.flatMap((day) => place.get(day) ?? [])
    // What came in the running month is no silence.
    if (sold.some((at) => at >= timeline.closed)) return []
    const ended = endedSince({ sold, closed: timeline.closed })
    if (!ended) return []
    const reason = `It was ordered in ${sold.length} months, and in none of the last ${ended.long}, though these are months in which it usually is.`
    const node: Node = { level: 'item', familyId: null, itemId, territoryId: null }
    return [{ kind: 'ended', node, startsOn: timeline.periods[ended.at]!.startsOn, size: null, reason, counted: true }]
  })
}

async function silentFeeds(tx: Tx, given: { lastOn: string; today: string; timeZone: string }): Promise<Shown[]> {
  const { lastOn, today } = given
  const whole = feedStopped({ days: await daysArrived(tx, given), through: today })
  const usual = 'though it usually comes on such days'
  if (whole) {
    const reason = `Nothing arrived for ${whole.long} days, ${usual}.`
    return [{ kind: 'feed', node: everything, startsOn: whole.since, size: null, reason, counted: true }]
  }
  const territories = await daysOrdered(tx, lastOn)
  return territories.flatMap(({ territoryId, days }): Shown[] => {
    const silent = feedStopped({ days, through: lastOn })
    if (!silent) return []
    const reason = `Orders of other territories came in the ${silent.long} days since, of this one none, ${usual}.`
    return [
      { kind: 'feed', node: { ...everything, territoryId }, startsOn: silent.since, size: null, reason, counted: true },
    ]
  })
}
