import type { Mount } from '#platform/http/mount.ts'
import { asked, askedEach, basisOf, windowOf } from '../answers.sql.ts'
import { pipelineContract } from '../contract.ts'
import { curvesAt, daysUntil, restrictedMean } from '../cycles/curves.ts'
import { cyclesBySegment } from '../cycles/cycles.ts'
import { dealFacts } from '../deals/sets.ts'
import type { Question } from '../view/view.ts'
import { stageDurations } from './durations.ts'
import { funnel } from './funnel.ts'

/** How deals go through the stages, how long it takes, and where they stay. */
export function stagesRoutes(mount: Mount): void {
  mount(pipelineContract.funnel, async (request) => {
    const { question, segments } = await askedEach(request)
    const { told, ...window } = windowOf(question, request.query)
    const pipeline = pipelineOf(question, request.query.pipeline)
    const about = { basis: basisOf(question), window: told, pipeline }
    if (!pipeline) return { ...about, deals: 0, won: 0, lost: 0, open: 0, amountMinor: 0, stages: [], segments: [] }
    const of = (some: Question) => funnel(dealFacts(some, window), pipeline.id)
    const each = segments.map(({ keys, labels, question: some }) => ({ keys, labels, ...of(some) }))
    return { ...about, ...of(question), segments: each }
  })

  mount(pipelineContract.stages, async (request) => {
    const { question, segments } = await askedEach(request)
    const { told, ...window } = windowOf(question, request.query)
    const pipeline = pipelineOf(question, request.query.pipeline)
    const of = (some: Question) => (pipeline ? stageDurations(dealFacts(some, window), pipeline.id) : [])
    const each = segments.map(({ keys, labels, question: some }) => ({ keys, labels, stages: of(some) }))
    return { basis: basisOf(question), window: told, pipeline, stages: of(question), segments: each }
  })

  mount(pipelineContract.cycles, async (request) => {
    const question = await asked(request)
    const { told, ...window } = windowOf(question, request.query)
    const segments = cyclesBySegment(dealFacts(question, window), request.query.by)
    return {
      basis: basisOf(question),
      window: told,
      segments: segments.map(({ curves, ...segment }) => ({
        ...segment,
        ...curves,
        medianDays: daysUntil(curves, 0.5),
        days25: daysUntil(curves, 0.75),
        days75: daysUntil(curves, 0.25),
        meanDays: restrictedMean(curves),
        at: (request.query.at ?? []).map((days) => curvesAt(curves, days)),
      })),
    }
  })
}

/** The pipeline asked for; else the one with the most deals in view. */
function pipelineOf({ history, reference, standOn, asOf }: Question, asked: string | undefined) {
  const chosen = reference.pipelines.find(({ id }) => id === asked)
  if (asked !== undefined) return chosen ?? null
  const counts = new Map<string, number>()
  for (const row of standOn(asOf).rows) {
    const id = row < 0 ? undefined : reference.stages[history.versions.stage[row]!]?.pipelineId
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const [largest] = [...counts].sort(([, a], [, b]) => b - a)
  return reference.pipelines.find(({ id }) => id === largest?.[0]) ?? reference.pipelines[0] ?? null
}
