import type { StageMapping } from '#platform/importing/mapping.ts'
import type { Found } from '../source.ts'

/** A pipeline of deals as HubSpot lists it. */
export type HubspotPipeline = {
  id: string
  label: string
  displayOrder: number
  stages: { id: string; label: string; displayOrder: number; metadata: { isClosed?: string; probability?: string } }[]
}

type KnownStage = { outsideId: string; value: string; stage: string }

/**
 * Stages by their id, which stays when they are renamed: a stage and a pipeline keep the name under which they first came;
 * that they were renamed is told.
 */
export function hubspotStages(
  pipelines: readonly HubspotPipeline[],
  known: readonly KnownStage[],
): { stages: StageMapping[]; pipelineNames: Map<string, string>; known: KnownStage[]; found: Found[] } {
  const before = new Map(known.map((each) => [each.outsideId, each.stage]))
  const pipelineNames = new Map<string, string>()
  const stages: StageMapping[] = []
  const now: KnownStage[] = []
  const found: Found[] = []
  function nameOf(what: 'pipeline' | 'stage', id: string, label: string): string {
    const key = `${what} ${id}`
    const name = before.get(key) ?? label
    now.push({ outsideId: key, value: label, stage: name })
    if (name !== label) found.push(renamed(what, { id: key, name, label }))
    return name
  }
  for (const pipeline of pipelines) {
    const name = nameOf('pipeline', pipeline.id, pipeline.label)
    pipelineNames.set(pipeline.id, name)
    for (const stage of pipeline.stages) stages.push(meaningOf(stage, name, nameOf('stage', stage.id, stage.label)))
  }
  return { stages, pipelineNames, known: now, found }
}

function meaningOf(
  { id, displayOrder, metadata }: HubspotPipeline['stages'][number],
  pipeline: string,
  stage: string,
): StageMapping {
  const share = Math.min(1, Math.max(0, Number(metadata.probability ?? 0) || 0))
  const outcome = metadata.isClosed !== 'true' ? 'open' : share >= 1 ? 'won' : 'lost'
  const category = outcome === 'open' ? 'pipeline' : outcome === 'won' ? 'closed' : 'omitted'
  return { value: id, stage, position: displayOrder, outcome, category, probability: share, pipeline }
}

function renamed(what: string, { id, name, label }: { id: string; name: string; label: string }): Found {
  return {
    kind: `${what} renamed`,
    about: id,
    says: `The ${what} "${name}" is called "${label}" in HubSpot now. Here it stays "${name}", with its history; rename it under CRM, Stages if you like.`,
  }
}
