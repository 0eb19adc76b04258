import type { Category, StageRow } from './rows.ts'

/** The stages a deal passes, in order; a lost deal may leave from any of the open ones. */
export const openStages = ['Qualification', 'Discovery', 'Proposal', 'Negotiation', 'Contract'] as const
export type StageName = (typeof openStages)[number] | 'Won' | 'Lost'

const definitions: { name: StageName; outcome: StageRow['outcome']; category: Category; probability: string }[] = [
  { name: 'Qualification', outcome: 'open', category: 'pipeline', probability: '0.1500' },
  { name: 'Discovery', outcome: 'open', category: 'pipeline', probability: '0.3000' },
  { name: 'Proposal', outcome: 'open', category: 'best case', probability: '0.5000' },
  { name: 'Negotiation', outcome: 'open', category: 'best case', probability: '0.7000' },
  { name: 'Contract', outcome: 'open', category: 'commit', probability: '0.9000' },
  { name: 'Won', outcome: 'won', category: 'closed', probability: '1.0000' },
  { name: 'Lost', outcome: 'lost', category: 'omitted', probability: '0.0000' },
]

const ladder: Category[] = ['pipeline', 'best case', 'commit']

/** The one pipeline with its stages, and their rows by name. */
export function layPipeline(newId: () => string): {
  pipeline: { id: string; name: string }
  stages: Record<StageName, StageRow>
} {
  const pipeline = { id: newId(), name: 'Equipment sales' }
  const rows = definitions.map(({ name, outcome, category, probability }, index) => {
    const row: StageRow = {
      id: newId(),
      pipeline_id: pipeline.id,
      name,
      position: index + 1,
      outcome,
      forecast_category: category,
      probability,
    }
    return [name, row] as const
  })
  return { pipeline, stages: Object.fromEntries(rows) as Record<StageName, StageRow> }
}

/** The category a rep states in a stage: the stage's own, moved by the rep's habit. */
export function statedCategory(input: { stage: StageName; steps: number }): Category {
  const own = definitions.find((definition) => definition.name === input.stage)!.category
  if (own === 'closed' || own === 'omitted') return own
  return ladder[Math.min(2, Math.max(0, ladder.indexOf(own) + input.steps))]!
}
