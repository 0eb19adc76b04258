import { type Day, dayOf, instantAt, monthEnd, quarterStart, weekday } from './days.ts'
import type { Random } from './random.ts'
import type { Category } from './rows.ts'
import { openStages, type StageName, statedCategory } from './stages.ts'
import { type Behaviour, behaviours } from './truth.ts'

/** What is settled about a deal when it is born; only time tells the people in the story. */
export type Fate = {
  won: boolean
  days: number
  amount: number
  behaviour: Behaviour
  createdOn: Day
  usualDays: number
}

/** A state of a deal from an instant on, as its owner wrote it down. Amount in whole units of the deal's currency. */
export type Moment = {
  validAt: number
  stage: StageName
  category: Category
  amount: number
  expectedClose: Day
  closedOn: Day | null
}

/** The entries (as a share of a deal's life) into the five open stages. */
const usualEntries = [0, 0.16, 0.38, 0.66, 0.88]

/**
 * Lives a deal from creation until it closes or until `until`: stage by stage, re-quoted on the way, and pushed each time
 * its expected close has passed. Behaviour bends the stated amount, the stated date and the category, never the outcome.
 */
export function liveDeal(input: { fate: Fate; until: number; random: Random }): Moment[] {
  const { fate, until, random } = input
  const habit = behaviours[fate.behaviour]
  const entries = stageEntries(fate, random)
  const endsOn = workday(fate.createdOn + Math.max(1, Math.round(fate.days)))
  const moments: Moment[] = []
  let quote = fate.amount * Math.exp(0.16 * random.normal())
  let stage: StageName = 'Qualification'
  let expected = firstGuess(fate, random)
  let patience = fate.won ? 30 : 1 + random.whole(5)

  function write(day: Day, closed?: 'Won' | 'Lost'): void {
    const earliest = moments.length > 0 ? moments.at(-1)!.validAt + 60_000 : 0
    const validAt = Math.max(earliest, instantAt({ day, hours: random.between({ from: 13, to: 20.5 }) }))
    const nearEnd = stage === 'Contract' ? 0.35 : stage === 'Negotiation' ? 0.8 : 1
    const stated = closed === 'Won' ? fate.amount : quote * habit.amount ** nearEnd
    moments.push({
      validAt,
      stage: closed ?? stage,
      category: statedCategory({ stage: closed ?? stage, steps: habit.category }),
      amount: roundedAmount(stated, closed === 'Won'),
      expectedClose: closed ? dayOf(validAt) : expected,
      closedOn: closed ? dayOf(validAt) : null,
    })
  }

  write(fate.createdOn)
  const steps = entries.map((entry) => ({
    day: workday(fate.createdOn + Math.round(entry.share * fate.days)),
    stage: entry.stage,
  }))
  let next = 0
  for (let day = fate.createdOn + 1; day <= endsOn && instantAt({ day, hours: 21 }) <= until; day++) {
    if (day === endsOn) {
      write(day, fate.won ? 'Won' : 'Lost')
    } else if (next < steps.length && day >= steps[next]!.day) {
      stage = steps[next]!.stage
      next++
      if (stage === 'Proposal' && random.chance(0.6)) quote = fate.amount * Math.exp(0.1 * random.normal())
      if (stage === 'Negotiation' && random.chance(0.55)) quote *= random.between({ from: 0.9, to: 0.99 })
      if (random.chance(0.4)) expected = newGuess({ day, remaining: endsOn - day, horizon: habit.horizon, random })
      write(day)
    } else if (day > expected && patience > 0 && weekday(day) < 5 && random.chance(0.45)) {
      patience--
      const push = 6 + 26 * random.gamma(2) * 0.5 * habit.horizon
      expected = snapped(day + Math.round(push), random)
      write(day)
    }
  }
  return moments
}

/** Winners see every stage but for a skipped discovery now and then; losers stop somewhere; a few step back once. */
function stageEntries(fate: Fate, random: Random): { stage: StageName; share: number }[] {
  const reached = fate.won ? 4 : lastStageOfLoser(random)
  const stretch = fate.won ? 1 : Math.min(1, 0.55 / usualEntries[Math.max(1, reached)]!)
  const skipsDiscovery = reached > 1 && random.chance(0.08)
  const path: { stage: StageName; share: number }[] = []
  for (let i = 1; i <= reached; i++) {
    if (i === 1 && skipsDiscovery) continue
    const share = usualEntries[i]! * stretch * (1 + 0.18 * (random.uniform() - 0.5))
    path.push({ stage: openStages[i]!, share: Math.min(0.97, share) })
    if (i === 3 && random.chance(0.06)) {
      path.push({ stage: 'Proposal', share: Math.min(0.975, share + 0.06) })
      path.push({ stage: 'Negotiation', share: Math.min(0.98, share + 0.12) })
    }
  }
  return path
}

function lastStageOfLoser(random: Random): number {
  const draw = random.uniform()
  return draw < 0.28 ? 0 : draw < 0.58 ? 1 : draw < 0.85 ? 2 : draw < 0.97 ? 3 : 4
}

function firstGuess(fate: Fate, random: Random): Day {
  const days = fate.usualDays * Math.exp(0.3 * random.normal()) * behaviours[fate.behaviour].horizon
  return snapped(fate.createdOn + Math.max(7, Math.round(days)), random)
}

/** Nearer the end, people see the true date better, bent by their habit. */
function newGuess(input: { day: Day; remaining: number; horizon: number; random: Random }): Day {
  const { day, remaining, horizon, random } = input
  return snapped(day + Math.max(4, Math.round(remaining * horizon * Math.exp(0.35 * random.normal()))), random)
}

/** Half of all dates are a month's end. */
function snapped(day: Day, random: Random): Day {
  return random.chance(0.45) ? monthEnd(day) : workday(day)
}

/** Moves a closing into the last days of its quarter, as happens when quotas are close. */
export function pulledToQuarterEnd(input: { day: Day; random: Random }): Day {
  return quarterStart(input.day, 1) - 1 - input.random.whole(9)
}

function workday(day: Day): Day {
  const late = weekday(day) - 4
  return late > 0 ? day + 3 - late : day
}

function roundedAmount(amount: number, exact: boolean): number {
  const step = exact ? 10 : amount > 20_000 ? 500 : 100
  return Math.max(step, Math.round(amount / step) * step)
}
