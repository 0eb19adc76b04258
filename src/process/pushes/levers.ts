import type { StagePlace } from '../rules/broken.ts'
import { type Gain, gainOf, type Quickened } from './gain.ts'
import type { Visit } from './visits.sql.ts'

type Deal = Quickened & { teamId: string; pipelineId: string; position: number }
export type FoundLever = {
  stage: StagePlace
  teamId: string
  days: number
  deals: number
  gain: Gain
  teamMedianDays: number
  othersMedianDays: number | null
}

/**
 * Each stage of each team, by what passing it `days` sooner brings: a deal that has still to pass the stage is as good as
 * one whose quarter ends so many days later. No stage is shortened by more than the team takes there.
 */
export function leversOf(given: {
  days: number
  deals: readonly Deal[]
  visits: readonly Visit[]
  stages: readonly StagePlace[]
  ratios: readonly number[]
  spread: number
}): FoundLever[] {
  const { days, deals, visits, stages, ratios, spread } = given
  const teams = [...new Set(deals.map(({ teamId }) => teamId))]
  const found = stages.flatMap((stage, nth) =>
    teams.flatMap((teamId, at): FoundLever[] => {
      const here = visits.filter(({ stageId }) => stageId === stage.id)
      const own = median(here.filter((visit) => visit.teamId === teamId).map((visit) => visit.days))
      if (own === null || own < days) return []
      const moved = deals.filter(
        (deal) => deal.teamId === teamId && deal.pipelineId === stage.pipelineId && deal.position <= stage.position,
      )
      if (moved.length === 0) return []
      return [
        {
          stage,
          teamId,
          days,
          deals: moved.length,
          gain: gainOf(moved, { ratios, spread, seed: 1 + nth * 1000 + at }),
          teamMedianDays: own,
          othersMedianDays: median(here.filter((visit) => visit.teamId !== teamId).map((visit) => visit.days)),
        },
      ]
    }),
  )
  // Of stages that gain alike, the one that is slowest against the other teams is pushed first.
  const lag = ({ teamMedianDays, othersMedianDays }: FoundLever) =>
    teamMedianDays - (othersMedianDays ?? teamMedianDays)
  return found.sort((a, b) => b.gain.mean - a.gain.mean || lag(b) - lag(a))
}

/** The middle of some numbers; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2
}
