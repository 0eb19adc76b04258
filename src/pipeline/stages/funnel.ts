import type { DealFacts } from '../deals/sets.ts'
import { NO_DAY, NONE } from '../history/deal-history.ts'
import { countDays, type DayCounts, noDays, quantileDays } from '../measures/day-counts.ts'
import { present, type StageFacts } from '../reference/reference.ts'
import type { Question } from '../view/view.ts'

/** One step of a funnel, from the history of its deals. */
export type FunnelStage = {
  stageId: string
  name: string
  /** Deals that were in the stage, and deals that were in it or went past it. */
  entered: number
  reached: number
  /** Went past it without ever being in it. */
  skipped: number
  /** Came back to it after having left it: deals, and how often in all. */
  cameBack: number
  returns: number
  /** Reached the next stage or one beyond it; of the last open stage, were won. */
  advanced: number
  won: number
  /** Were lost from here, and are open here on the day looked at. */
  lostHere: number
  openHere: number
  reachedMinor: number
  advancedMinor: number
  wonMinor: number
  /** advanced / reached, and by amount; won / reached. Null where nothing reached it. */
  conversion: number | null
  valueConversion: number | null
  toWon: number | null
  /** Days from first entering it to first reaching a later one, of those that advanced. */
  medianDays: number | null
  days25: number | null
  days75: number | null
}

export type Funnel = {
  deals: number
  won: number
  lost: number
  open: number
  amountMinor: number
  stages: FunnelStage[]
}

type Tally = Omit<FunnelStage, 'conversion' | 'valueConversion' | 'toWon' | 'medianDays' | 'days25' | 'days75'> & {
  days: DayCounts
}

/** How far the deals of a cohort came: those created in the window, in the stages of one pipeline. */
export function funnel(facts: DealFacts, pipelineId: string): Funnel {
  const { question, stand, window } = facts
  const steps = openStages(question, pipelineId)
  const tallies = steps.map(blank)
  const total = { deals: 0, won: 0, lost: 0, open: 0, amountMinor: 0 }
  const way = wayReader(question, steps)
  const enteredOn = entryDays(question)
  const isHere = question.reference.stages.map((stage) => stage?.pipelineId === pipelineId)
  const { stage } = question.history.versions
  for (let deal = 0; deal < stand.rows.length; deal++) {
    const row = stand.rows[deal]!
    if (row < 0) continue
    const day = enteredOn(deal)
    if (day < window.from || day > window.to || !isHere[stage[row]!]) continue
    const worth = facts.worth(deal)
    const amount = Number.isNaN(worth) ? 0 : worth
    const outcome = facts.outcome(deal)
    total.deals++
    total[outcome]++
    total.amountMinor += amount
    count(tallies, { way: way(deal), outcome, amount })
  }
  return { ...total, stages: tallies.map(told) }
}

/** The open stages of a pipeline, in their order. */
export function openStages({ reference }: Question, pipelineId: string): StageFacts[] {
  return present(reference.stages)
    .filter((stage) => stage.pipelineId === pipelineId && stage.outcome === 'open')
    .sort((a, b) => a.position - b.position)
}

/** The day a deal is created; the first day it was known where none is stated. */
export function entryDays({ history, visits }: Question): (deal: number) => number {
  const { first, count, entered } = visits()
  const { createdOn } = history
  return (deal) => (createdOn[deal] !== NO_DAY || count[deal] === 0 ? createdOn[deal]! : entered[first[deal]!]!)
}

/** A deal's way: per open stage how often it was entered and when first, the furthest stage, the last open one. */
type Way = { entries: Int32Array; firstDay: Int32Array; furthest: number; lastOpen: number; wonDay: number }

function wayReader(question: Question, steps: readonly StageFacts[]): (deal: number) => Way {
  const { reference, asOf } = question
  const visits = question.visits()
  const places = reference.stages.map((stage) => (stage ? steps.indexOf(stage) : NONE))
  const outcomes = reference.stages.map((stage) => stage?.outcome)
  const way = {
    entries: new Int32Array(steps.length),
    firstDay: new Int32Array(steps.length),
    furthest: -1,
    lastOpen: -1,
    wonDay: NO_DAY,
  }
  return (deal) => {
    way.entries.fill(0)
    way.furthest = -1
    way.lastOpen = -1
    way.wonDay = NO_DAY
    const end = visits.first[deal]! + visits.count[deal]!
    for (let at = visits.first[deal]!; at < end && visits.entered[at]! <= asOf; at++) {
      const place = places[visits.stage[at]!]!
      if (place >= 0) {
        if (way.entries[place] === 0) way.firstDay[place] = visits.entered[at]!
        way.entries[place]!++
        way.furthest = Math.max(way.furthest, place)
        way.lastOpen = place
      } else if (outcomes[visits.stage[at]!] === 'won') {
        way.wonDay = visits.entered[at]!
      }
    }
    return way
  }
}

function count(tallies: Tally[], deal: { way: Way; outcome: 'open' | 'won' | 'lost'; amount: number }): void {
  const { way, outcome, amount } = deal
  const isWon = outcome === 'won'
  for (let place = 0; place < tallies.length; place++) {
    const tally = tallies[place]!
    const entries = way.entries[place]!
    if (!isWon && way.furthest < place) break
    tally.reached++
    tally.reachedMinor += amount
    if (entries > 0) tally.entered++
    else tally.skipped++
    if (entries > 1) tally.cameBack++
    tally.returns += Math.max(0, entries - 1)
    if (isWon) {
      tally.won++
      tally.wonMinor += amount
    }
    if (outcome === 'lost' && way.lastOpen === place) tally.lostHere++
    if (outcome === 'open' && way.lastOpen === place) tally.openHere++
    if (!isWon && way.furthest <= place) continue
    tally.advanced++
    tally.advancedMinor += amount
    const beyond = firstBeyond(way, place, isWon)
    if (entries > 0 && beyond !== NO_DAY && beyond >= way.firstDay[place]!)
      countDays(tally.days, beyond - way.firstDay[place]!)
  }
}

/** The first day on which the deal was in a later open stage, or won. */
function firstBeyond(way: Way, place: number, isWon: boolean): number {
  let first = isWon ? way.wonDay : NO_DAY
  for (let later = place + 1; later < way.entries.length; later++) {
    if (way.entries[later]! > 0 && (first === NO_DAY || way.firstDay[later]! < first)) first = way.firstDay[later]!
  }
  return first
}

function blank({ id, name }: StageFacts): Tally {
  const sums = { reachedMinor: 0, advancedMinor: 0, wonMinor: 0, days: noDays() }
  const counts = {
    entered: 0,
    reached: 0,
    skipped: 0,
    cameBack: 0,
    returns: 0,
    advanced: 0,
    won: 0,
    lostHere: 0,
    openHere: 0,
  }
  return { stageId: id, name, ...counts, ...sums }
}

function told({ days, ...tally }: Tally): FunnelStage {
  const share = (top: number, bottom: number) => (bottom === 0 ? null : top / bottom)
  return {
    ...tally,
    conversion: share(tally.advanced, tally.reached),
    valueConversion: share(tally.advancedMinor, tally.reachedMinor),
    toWon: share(tally.won, tally.reached),
    medianDays: quantileDays(days, 0.5),
    days25: quantileDays(days, 0.25),
    days75: quantileDays(days, 0.75),
  }
}
