import { changedState, type DealState, type StateChanges } from './deals/fields.ts'

/** What moving a deal to a stage means for it. */
export type StageFacts = {
  id: string
  pipelineId: string
  outcome: 'open' | 'won' | 'lost'
  forecastCategory: string
}

type Given = StateChanges

/** Changes completed by what follows from them: a stage brings its category and close day, an amount its basis. */
export function movedState(changes: Given, { stage, day }: { stage: StageFacts | null; day: string }): Given {
  return {
    ...changes,
    ...(stage && {
      forecastCategory: changes.forecastCategory ?? stage.forecastCategory,
      closedOn: stage.outcome === 'open' ? null : (changes.closedOn ?? day),
    }),
    ...(changes.amountMinor !== undefined && { amountBasis: changes.amountMinor === null ? 'none' : 'stated' }),
  }
}

/** The first state of a new deal. */
export function filledState(
  given: Given & { name: string },
  { stage, currency, today }: { stage: StageFacts; currency: string; today: string },
): DealState {
  const blank: DealState = {
    name: given.name,
    accountId: null,
    itemId: null,
    ownerId: null,
    stageId: stage.id,
    forecastCategory: stage.forecastCategory,
    amountMinor: null,
    amountBasis: 'none',
    currency,
    expectedClose: null,
    closedOn: null,
    fields: null,
  }
  const filled = Object.fromEntries(
    Object.entries(movedState(given, { stage, day: today })).filter(([, value]) => value !== undefined),
  )
  return changedState(blank, filled)
}
