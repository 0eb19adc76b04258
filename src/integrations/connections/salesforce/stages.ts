import type { StageMapping } from '#platform/importing/mapping.ts'
import type { Found } from '../source.ts'
import { categoryOf } from './objects.ts'

/** A row of OpportunityStage. */
export type OpportunityStage = {
  Id: string
  ApiName?: string | null
  MasterLabel: string
  IsActive: boolean
  IsClosed: boolean
  IsWon: boolean
  SortOrder: number
  DefaultProbability: number | null
  ForecastCategoryName: string | null
}

export type KnownStage = { outsideId: string; value: string; stage: string }

/**
 * What the stages of the org are here. A stage keeps the name under which it first came, so that one that is renamed
 * there stays one stage here, with its history; that it was renamed is told.
 */
export function stagesOf(
  there: readonly OpportunityStage[],
  known: readonly KnownStage[],
): { stages: StageMapping[]; active: Set<string>; known: KnownStage[]; found: Found[] } {
  const before = new Map(known.map((each) => [each.outsideId, each]))
  const found: Found[] = []
  const stages: StageMapping[] = []
  const now: KnownStage[] = []
  for (const row of [...there].sort((a, b) => a.SortOrder - b.SortOrder)) {
    const value = row.ApiName ?? row.MasterLabel
    const old = before.get(row.Id)
    const stage = old?.stage ?? value
    if (old && stage !== value)
      found.push({
        kind: 'stage renamed',
        about: row.Id,
        says: `The stage "${stage}" is called "${value}" in Salesforce now. Here it stays "${stage}", with its history; rename it under CRM, Stages if you like.`,
      })
    now.push({ outsideId: row.Id, value, stage })
    const meant = meaningOf(row, stage)
    for (const word of new Set([value, stage])) stages.push({ ...meant, value: word })
  }
  const active = new Set(
    there.filter(({ IsActive }) => IsActive).map(({ ApiName, MasterLabel }) => ApiName ?? MasterLabel),
  )
  return { stages: uniqueWords(stages), active, known: now, found }
}

/** A word that no stage of the org has any more, as old rows hold it: what the row says of it counts. */
export function stageOfWord(
  word: string,
  { isClosed, isWon, position }: { isClosed: boolean; isWon: boolean; position: number },
): StageMapping {
  const outcome = isWon ? 'won' : isClosed ? 'lost' : 'open'
  return {
    value: word,
    stage: word,
    position,
    outcome,
    category: outcome === 'won' ? 'closed' : outcome === 'lost' ? 'omitted' : 'pipeline',
    probability: outcome === 'won' ? 1 : 0,
  }
}

function meaningOf(row: OpportunityStage, stage: string): Omit<StageMapping, 'value'> {
  const outcome = row.IsWon ? 'won' : row.IsClosed ? 'lost' : 'open'
  return {
    stage,
    position: row.SortOrder,
    outcome,
    category: categoryOf(
      row.ForecastCategoryName ?? (outcome === 'open' ? 'Pipeline' : outcome === 'won' ? 'Closed' : 'Omitted'),
    ) as StageMapping['category'],
    probability: Math.min(1, Math.max(0, (row.DefaultProbability ?? 0) / 100)),
  }
}

function uniqueWords(stages: readonly StageMapping[]): StageMapping[] {
  return [...new Map(stages.toReversed().map((each) => [each.value, each])).values()].reverse()
}
