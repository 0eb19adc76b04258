import { formatDay } from '@drumbeat/periods'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { asked, basisOf, endsOf, windowOf } from '../answers.sql.ts'
import { pipelineContract } from '../contract.ts'
import { sets } from '../deals/set-names.ts'
import { dealFacts } from '../deals/sets.ts'
import { qualityKinds } from '../quality/kinds.ts'
import { stepDays } from '../view/days.ts'
import { dimensions } from '../view/dimension-names.ts'
import { bySegment } from './by-segment.ts'
import { type Definition, definitions } from './definitions.ts'

const MOST_POINTS = 400

/** Figures: what there is, as of a day, and through time. */
export function measuresRoutes(mount: Mount): void {
  mount(pipelineContract.definitions, async () => ({
    measures: Object.entries<Definition>(definitions).map(([measure, { name, formula, beware, unit }]) => ({
      measure,
      name,
      formula,
      beware: beware ?? null,
      unit,
    })),
    segments: Object.entries(dimensions).map(([segment, name]) => ({ segment, name })),
    sets: Object.entries(sets).map(([set, name]) => ({ set, name })),
    faults: Object.entries(qualityKinds).map(([fault, { says }]) => ({ fault, name: says })),
  }))

  mount(pipelineContract.measures, async (request) => {
    const question = await asked(request)
    const { told, ...window } = windowOf(question, request.query)
    const facts = dealFacts(question, window)
    const segments = bySegment(facts, { by: request.query.by ?? [], measures: request.query.measures })
    return { basis: basisOf(question), window: told, segments }
  })

  mount(pipelineContract.trend, async (request) => {
    const { query } = request
    const question = await asked({ ...request, query: { ...query, asOf: query.to ?? query.asOf } })
    const span = { ...endsOf(question, query), step: query.step }
    const days = stepDays(span, question.reference.calendar)
    if (days.length > MOST_POINTS) throw tooMany(days.length)
    const points = days.map((day) => {
      const facts = dealFacts(question.on(day), { from: span.from, to: day })
      const { measures, by } = query
      const values = bySegment(facts, { by: [], measures })[0]!.values
      return { day: formatDay(day), values, segments: by ? bySegment(facts, { by, measures }) : [] }
    })
    return { currency: question.reference.currency, points }
  })
}

function tooMany(points: number) {
  return refusal(400, {
    code: 'too-many-points',
    message: `That are ${points} points; ${MOST_POINTS} at most can be asked for at once.`,
    wayOut: 'Choose a longer step or a shorter span.',
  })
}
