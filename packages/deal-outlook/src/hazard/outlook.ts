import { expit, logit } from '../logit.ts'
import { type Reasoned, type Scorer, scorerOf } from '../score/score.ts'
import type { HazardModel } from './fit.ts'
import type { Snapshot } from './history.ts'
import { stepValues, widthOf } from './rows.ts'

/** Chances of a deal up to a day ahead: won, lost and still open sum to 1. */
export interface DealChances {
  readonly daysAhead: number
  readonly won: number
  readonly lost: number
  readonly open: number
}

/** Scores open deals by a fitted hazard. */
export interface HazardScorer {
  /** Chances at the end of each week or period ahead, and of the last day asked for. */
  chances(snapshot: Snapshot, days: number): DealChances[]
  /** The chance of winning within the days ahead. */
  winWithin(snapshot: Snapshot, days: number): number
  /** That chance with reasons by column, which sum to its log odds. */
  explain(snapshot: Snapshot, days: number): Reasoned
}

/** One step ahead: its days that count, which share of the step these are, and log odds of closing and of winning. */
interface Step {
  readonly days: number
  readonly share: number
  readonly close: number
  readonly win: number
}

/** Makes a scorer of a fitted hazard; `periodEnd` as it was fitted with. */
export function hazardScorer(model: HazardModel, periodEnd: (day: number) => number): HazardScorer {
  const scorers = { close: scorerOf(model.close), win: scorerOf(model.win) }

  function steps(snapshot: Snapshot, days: number): Step[] {
    return stepsAhead({ day: snapshot.day, days, periodEnd }).map(({ ahead, ...width }) => {
      const values = stepValues(snapshot, ahead, periodEnd)
      return { ...width, close: logit(scorers.close.score(values)), win: logit(scorers.win.score(values)) }
    })
  }

  function chances(snapshot: Snapshot, days: number): DealChances[] {
    let [won, lost, open, daysAhead] = [0, 0, 1, 0]
    return steps(snapshot, days).map((step) => {
      const closing = open * closeShare(step.close, step.share)
      const winning = closing * expit(step.win)
      won += winning
      lost += closing - winning
      open -= closing
      daysAhead += step.days
      return { daysAhead, won, lost, open }
    })
  }

  return {
    chances,
    winWithin: (snapshot, days) => chances(snapshot, days).at(-1)?.won ?? 0,
    explain: (snapshot, days) => explained({ snapshot, days, periodEnd, scorers }),
  }
}

function stepsAhead(given: { day: number; days: number; periodEnd: (day: number) => number }) {
  const { day, days, periodEnd } = given
  const steps: { ahead: number; days: number; share: number }[] = []
  for (let ahead = 0; ahead < days; ) {
    const width = widthOf(day + ahead, periodEnd)
    const counted = Math.min(width, days - ahead)
    steps.push({ ahead, days: counted, share: counted / width })
    ahead += width
  }
  return steps
}

/** The share closing within a part of a step, the daily hazard being constant in it. */
function closeShare(logOdds: number, part: number): number {
  return -Math.expm1(part * -softplus(logOdds))
}

/** -log of the share still open after a whole step: log(1 + e^x). */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))
}

/** Points of the straight way from the average deal to this one, on which the reasons are summed. */
const wayPoints = 24

/**
 * Aumann-Shapley values: each column's share of the way from the average deal's chance to this one's, along the straight
 * line between their log odds of closing and winning, week by week. Each week's own reasons are tree SHAP.
 */
function explained(given: {
  snapshot: Snapshot
  days: number
  periodEnd: (day: number) => number
  scorers: { close: Scorer; win: Scorer }
}): Reasoned {
  const { snapshot, days, periodEnd, scorers } = given
  const weeks = stepsAhead({ day: snapshot.day, days, periodEnd }).map(({ ahead, ...width }) => {
    const values = stepValues(snapshot, ahead, periodEnd)
    return { ...width, close: scorers.close.explain(values), win: scorers.win.explain(values) }
  })
  const at = (way: number): Step[] =>
    weeks.map(({ days: width, share, close, win }) => ({
      ...{ days: width, share },
      close: close.baseline + way * (close.logOdds - close.baseline),
      win: win.baseline + way * (win.logOdds - win.baseline),
    }))
  const parts = new Map<string, number>()
  const add = (reasons: Reasoned, pull: number) => {
    for (const { column, logOdds } of reasons.contributions)
      parts.set(column, (parts.get(column) ?? 0) + pull * logOdds)
  }
  for (let k = 0; k < wayPoints; k++) {
    const pulls = pullsOf(at((k + 0.5) / wayPoints))
    for (const [w, week] of weeks.entries()) {
      add(week.close, pulls[w]!.close / wayPoints)
      add(week.win, pulls[w]!.win / wayPoints)
    }
  }
  const [baseline, logOdds] = [logit(wonOf(at(0))), logit(wonOf(at(1)))]
  return { probability: expit(logOdds), logOdds, baseline, contributions: stretched(parts, logOdds - baseline) }
}

function wonOf(steps: readonly Step[]): number {
  let [won, open] = [0, 1]
  for (const { share, close, win } of steps) {
    const closing = open * closeShare(close, share)
    won += closing * expit(win)
    open -= closing
  }
  return won
}

/** How the log odds of winning move with each week's log odds of closing and of winning. */
function pullsOf(steps: readonly Step[]): { close: number; win: number }[] {
  const before: number[] = []
  let open = 1
  for (const { close, share } of steps) {
    before.push(open)
    open *= 1 - closeShare(close, share)
  }
  const pulls: { close: number; win: number }[] = []
  let later = 0
  for (let k = steps.length - 1; k >= 0; k--) {
    const { close, win, share: part } = steps[k]!
    const [share, chance] = [closeShare(close, part), expit(win)]
    const slope = (1 - share) * part * expit(close)
    // What is won later, per deal still open after this week, is lost to a deal that closes now.
    pulls[k] = { close: before[k]! * slope * (chance - later), win: before[k]! * share * chance * (1 - chance) }
    later = share * chance + (1 - share) * later
  }
  const perLogOdds = later * (1 - later)
  return pulls.map(({ close, win }) => ({ close: close / perLogOdds, win: win / perLogOdds }))
}

/** The sum over points of the way misses the whole by a little; all parts are stretched alike to meet it. */
function stretched(parts: Map<string, number>, whole: number): Reasoned['contributions'] {
  const sum = [...parts.values()].reduce((total, part) => total + part, 0)
  const miss = whole - sum
  const size = [...parts.values()].reduce((total, part) => total + Math.abs(part), 0)
  return [...parts]
    .map(([column, part]) => ({ column, logOdds: size > 0 ? part + (miss * Math.abs(part)) / size : part }))
    .filter(({ logOdds }) => logOdds !== 0)
    .sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
}
