import { formatDay } from '@drumbeat/periods'
import { accountFieldNames, dealFieldNames } from '#crm/deal-fields.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { asked, basisOf, endsOf, windowOf } from '../answers.sql.ts'
import { pipelineContract } from '../contract.ts'
import { sets } from '../deals/set-names.ts'
import { dealFacts } from '../deals/sets.ts'
import { qualityKinds } from '../quality/kinds.ts'
import { stepDays } from '../view/days.ts'
import { dimensions, fieldWords } from '../view/dimension-names.ts'
import { bySegment, figuresOf } from './by-segment.ts'
import { composedSets, compositions } from './composed.ts'
import { type Definition, definitions } from './definitions.ts'
import { further } from './further.ts'
import { quantities } from './quantities.ts'
import { statistics } from './statistic-names.ts'

const MOST_POINTS = 400

/** Figures: what there is, as of a day, and through time. */
export function measuresRoutes(mount: Mount): void {
  mount(pipelineContract.definitions, async ({ workspace, scope }) => ({
    measures: Object.entries<Definition>(definitions).map(([measure, { name, formula, beware, unit }]) => ({
      measure,
      name,
      formula,
      beware: beware ?? null,
      unit,
    })),
    segments: [
      ...Object.entries(dimensions).map(([segment, name]) => ({ segment, name })),
      ...(await dealFieldNames(workspace.db, scope)).map((name) => ({ segment: `field(${name})`, name })),
      ...(await accountFieldNames(workspace.db)).map((name) => ({
        segment: `account-field(${name})`,
        name: fieldWords({ of: 'account', name }),
      })),
    ],
    sets: Object.entries(sets).map(([set, name]) => ({ set, name })),
    composed: {
      forms: compositions.map(([form, example]) => ({ form, example })),
      sets: Object.entries(composedSets).map(([set, name]) => ({ set, name })),
      quantities: Object.entries(quantities).map(([quantity, { words, unit }]) => ({ quantity, name: words, unit })),
      statistics: [
        ...Object.entries(statistics).map(([statistic, { word }]) => ({ statistic, name: word })),
        { statistic: 'p1 to p99', name: 'Percentile of' },
      ],
    },
    further: Object.entries(further).map(([name, words]) => ({ further: name, name: words })),
    faults: Object.entries(qualityKinds).map(([fault, { says }]) => ({ fault, name: says })),
  }))

  mount(pipelineContract.measures, async (request) => {
    const question = await asked(request)
    const { told, ...window } = windowOf(question, request.query)
    const facts = dealFacts(question, window)
    const { by = [], measures, also, sort, top, empty } = request.query
    if (sort !== undefined && !isSortable(sort, request.query)) throw unsortable(sort)
    const figures = figuresOf(facts, { by, measures, also, sort, top, empty: empty === 'true' })
    return { basis: basisOf(question), window: told, ...figures }
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

/** Only what is in the answer can order it. */
function isSortable(
  sort: string,
  { measures, also = [] }: { measures: string[]; also?: string[] | undefined },
): boolean {
  const name = sort.slice(0, sort.lastIndexOf(':'))
  return measures.some((measure) => name === measure || also.some((each) => name === `${measure}:${each}`))
}

function unsortable(sort: string) {
  return refusal(400, {
    code: 'not-asked-for',
    message: `The answer is to be sorted by ${sort}, which it does not hold.`,
    wayOut: 'Name that figure in measures too.',
  })
}

function tooMany(points: number) {
  return refusal(400, {
    code: 'too-many-points',
    message: `That are ${points} points; ${MOST_POINTS} at most can be asked for at once.`,
    wayOut: 'Choose a longer step or a shorter span.',
  })
}
