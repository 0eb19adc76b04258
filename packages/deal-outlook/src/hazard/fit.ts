import { randomFrom } from '../random.ts'
import { Refusal } from '../refusal.ts'
import { fitScore } from '../score/fit.ts'
import type { ScoreModel } from '../score/model.ts'
import type { DealValues } from '../score/score.ts'
import { type DealHistory, type FeatureColumn, snapshotOf } from './history.ts'
import { clockColumns, columnsOf, stepDays, stepValues } from './rows.ts'

/** Histories to learn time to close and winning from, as they were known on `asOf`. */
export interface HazardRequest {
  readonly histories: readonly DealHistory[]
  readonly features: readonly FeatureColumn[]
  /** The day learned on: nothing after it is read, deals open then are censored. */
  readonly asOf: number
  /** The first day after the period of a day, such as the first of the next quarter. */
  readonly periodEnd: (day: number) => number
  readonly seed?: number
  /** Rows at most; deals are drawn at random where there are more. */
  readonly mostRows?: number
}

/** Two scores: that an open deal closes within a step, and that one that closes is won. */
export interface HazardModel {
  readonly features: readonly FeatureColumn[]
  readonly close: ScoreModel
  readonly win: ScoreModel
}

interface Row {
  readonly values: DealValues
  readonly day: number
  readonly deal: number
  readonly closes: 0 | 1
  readonly won: 0 | 1
}

/** Snapshots drawn from a deal's life, and steps followed from each. */
const snapshotsPerDeal = 3
const mostSteps = 52
const rules = { learningRate: 0.1, trees: 400, leaves: 15, patience: 15 }

/**
 * Fits a discrete-time hazard with winning and losing as competing ends. Each row is a deal as it stood at a snapshot and a
 * week ahead of it; the target is whether it closes in that week, and of those that close, whether it is won.
 */
export function fitHazard(request: HazardRequest): HazardModel {
  const { features, seed = 1, mostRows = 60_000 } = request
  const clash = features.find(({ name }) => (clockColumns as readonly string[]).includes(name))
  if (clash) {
    const message = `The column "${clash.name}" has a name the hazard makes itself. Rename it.`
    throw new Refusal({ code: 'column', value: clash.name, message })
  }
  const rows = rowsFrom(request, mostRows, seed)
  if (rows.length === 0) {
    const message = `No deal was open before day ${request.asOf}. Give earlier histories or a later day.`
    throw new Refusal({ code: 'deal', value: request.asOf, message })
  }
  const closing = rows.filter(({ closes }) => closes === 1)
  return {
    features,
    close: fitRows(rows, ({ closes }) => closes, { features, seed }),
    win: fitRows(closing.length > 0 ? closing : rows, ({ won }) => won, { features, seed: seed + 1 }),
  }
}

function fitRows(
  rows: readonly Row[],
  outcome: (row: Row) => 0 | 1,
  { features, seed }: { features: readonly FeatureColumn[]; seed: number },
): ScoreModel {
  const table = {
    rows: rows.length,
    columns: columnsOf(
      rows.map(({ values }) => values),
      features,
    ),
  }
  const [times, groups] = [rows.map(({ day }) => day), rows.map(({ deal }) => deal)]
  return fitScore({ table, outcomes: rows.map(outcome), times, groups, seed, rules })
}

function rowsFrom(request: HazardRequest, mostRows: number, seed: number): Row[] {
  const { histories, asOf } = request
  const random = randomFrom(seed)
  const all: Row[] = []
  for (const [deal, history] of histories.entries()) {
    const end = Math.min(history.closed?.on ?? asOf, asOf)
    const first = Math.max(history.createdOn, history.versions[0]?.from ?? asOf)
    if (first >= end) continue
    for (let k = 0; k < snapshotsPerDeal; k++) {
      const day = k === 0 ? first : first + random.whole(end - first)
      all.push(...rowsAhead({ history, deal, day, request }))
    }
  }
  if (all.length <= mostRows) return all
  const share = mostRows / all.length
  const kept = histories.map(() => random.uniform() < share)
  return all.filter(({ deal }) => kept[deal])
}

/** The weeks ahead of a snapshot until the deal closes, or until what is known ends. */
function rowsAhead(given: { history: DealHistory; deal: number; day: number; request: HazardRequest }): Row[] {
  const { history, deal, day, request } = given
  const snapshot = snapshotOf(history, day)
  const closedOn = history.closed && history.closed.on <= request.asOf ? history.closed.on : undefined
  const rows: Row[] = []
  for (let step = 0; step < mostSteps; step++) {
    const ahead = step * stepDays
    // A week that ends after what is known is left out whole: kept for deals that closed in it, closing would look too likely.
    if (day + ahead + stepDays > request.asOf) break
    const closes = closedOn !== undefined && closedOn <= day + ahead + stepDays ? 1 : 0
    const values = stepValues(snapshot, ahead, request.periodEnd)
    rows.push({ values, day, deal, closes, won: closes === 1 && history.closed!.as === 'won' ? 1 : 0 })
    if (closes === 1) break
  }
  return rows
}
