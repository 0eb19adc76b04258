import type { BoostRules } from '../boosting/boost.ts'
import { randomFrom } from '../random.ts'
import { Refusal } from '../refusal.ts'
import { fitScore } from '../score/fit.ts'
import type { ScoreModel } from '../score/model.ts'
import type { DealValues } from '../score/score.ts'
import { type DealHistory, type FeatureColumn, snapshotOf } from './history.ts'
import { clockColumns, columnsOf, stepValues, widthOf } from './rows.ts'

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

/** Snapshots of a deal of mean life, beside that of its first day, and steps followed from each. */
const snapshotsPerLife = 2
const mostSnapshots = 12
const mostSteps = 52
const closeRules = { learningRate: 0.1, trees: 400, leaves: 15, patience: 15 }
/** Deals, not weeks, tell who wins, and each deal has several rows: small trees whose leaves want many of them. */
const winRules = (rows: number) => ({
  ...{ learningRate: 0.1, trees: 600, leaves: 6, l2: 5, patience: 40 },
  leastRows: Math.max(20, Math.min(150, Math.floor(rows / 15))),
})

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
  const all = rowsFrom(request, seed)
  const rows = drawn(all, { most: mostRows, seed, deals: request.histories.length })
  if (rows.length === 0) {
    const message = `No deal was open before day ${request.asOf}. Give earlier histories or a later day.`
    throw new Refusal({ code: 'deal', value: request.asOf, message })
  }
  // Of a deal that closes there is one row a snapshot: whether it is won is learned from all of them.
  const ends = all.filter(({ closes }) => closes === 1)
  const closing = drawn(ends, { most: mostRows, seed, deals: request.histories.length })
  return {
    features,
    close: fitRows(rows, ({ closes }) => closes, { features, seed, rules: closeRules, folded: false }),
    win: fitRows(closing.length > 0 ? closing : rows, ({ won }) => won, {
      features,
      seed: seed + 1,
      rules: winRules(closing.length),
      folded: true,
    }),
  }
}

function fitRows(
  rows: readonly Row[],
  outcome: (row: Row) => 0 | 1,
  given: { features: readonly FeatureColumn[]; seed: number; rules: Partial<BoostRules>; folded: boolean },
): ScoreModel {
  const { features, ...how } = given
  const table = {
    rows: rows.length,
    columns: columnsOf(
      rows.map(({ values }) => values),
      features,
    ),
  }
  const [times, groups] = [rows.map(({ day }) => day), rows.map(({ deal }) => deal)]
  return fitScore({ table, outcomes: rows.map(outcome), times, groups, ...how })
}

function rowsFrom(request: HazardRequest, seed: number): Row[] {
  const { histories, asOf } = request
  const random = randomFrom(seed)
  const lives = histories.map((history) => ({
    first: Math.max(history.createdOn, history.versions[0]?.from ?? asOf),
    end: Math.min(history.closed?.on ?? asOf, asOf),
  }))
  const lived = lives.map(({ first, end }) => end - first).filter((days) => days > 0)
  // Even steps from a day drawn at random: deals weigh by the days they are open, as they do when one looks at all of a day.
  const step = Math.max(1, lived.reduce((sum, days) => sum + days, 0) / lived.length / snapshotsPerLife)
  const all: Row[] = []
  for (const [deal, history] of histories.entries()) {
    const { first, end } = lives[deal]!
    if (first >= end) continue
    all.push(...rowsAhead({ history, deal, day: first, request }))
    let day = first + step * random.uniform()
    for (let k = 1; k < mostSnapshots && Math.floor(day) < end; k++, day += step) {
      if (Math.floor(day) > first) all.push(...rowsAhead({ history, deal, day: Math.floor(day), request }))
    }
  }
  return all
}

/** The rows of deals drawn at random where there are too many. */
function drawn(rows: Row[], { most, seed, deals }: { most: number; seed: number; deals: number }): Row[] {
  if (rows.length <= most) return rows
  const random = randomFrom(seed + 7)
  const kept = Array.from({ length: deals }, () => random.uniform() < most / rows.length)
  return rows.filter(({ deal }) => kept[deal])
}

/** The steps ahead of a snapshot until the deal closes, or until what is known ends. */
function rowsAhead(given: { history: DealHistory; deal: number; day: number; request: HazardRequest }): Row[] {
  const { history, deal, day, request } = given
  const snapshot = snapshotOf(history, day)
  const closedOn = history.closed && history.closed.on <= request.asOf ? history.closed.on : undefined
  const rows: Row[] = []
  let ahead = 0
  for (let step = 0; step < mostSteps; step++) {
    const next = ahead + widthOf(day + ahead, request.periodEnd)
    // A step that ends after what is known is left out whole: kept for deals that closed in it, closing would look too likely.
    if (day + next > request.asOf) break
    const closes = closedOn !== undefined && closedOn <= day + next ? 1 : 0
    const values = stepValues(snapshot, ahead, request.periodEnd)
    rows.push({ values, day, deal, closes, won: closes === 1 && history.closed!.as === 'won' ? 1 : 0 })
    if (closes === 1) break
    ahead = next
  }
  return rows
}
