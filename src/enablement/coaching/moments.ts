import { standOut } from './benjamini-hochberg.ts'
import { fisherLess } from './fisher.ts'

/** A deal's visit to a stage that is over: whether it went on from there. */
export type Visit = { person: string; stage: string; wentOn: boolean }
/** An open deal that was pushed or has become quiet. */
export type OpenDeal = { id: string; name: string; person: string; pushes: number; quietDays: number }
export type Moment = {
  kind: 'stage' | 'pushed' | 'quiet'
  person: string
  stage: string | null
  says: string
  deals: { id: string; name: string }[]
}

/** So many visits of a person to a stage are needed before it is compared. */
export const LEAST_VISITS = 8
/** Of the stages that are named at most this share is named by chance. */
export const FALSE_SHARE = 0.1
export const PUSHES = 3
export const QUIET_DAYS = 21
const MOST_DEALS = 10

/**
 * When a talk would help: where somebody's deals go on from a stage less often than those of the others (Fisher's exact test;
 * at most a tenth of the stages named are named by chance), deals pushed three times or more, and deals without any sign of
 * life for three weeks.
 */
export function momentsIn({ visits, deals }: { visits: readonly Visit[]; deals: readonly OpenDeal[] }): Moment[] {
  return [...weakStages(visits), ...ofDeals(deals)]
}

function weakStages(visits: readonly Visit[]): Moment[] {
  const candidates = [...Map.groupBy(visits, ({ stage }) => stage)].flatMap(([stage, inStage]) =>
    [...Map.groupBy(inStage, ({ person }) => person)]
      .map(([person, own]) => {
        const mine = counted(own)
        const all = counted(inStage)
        return { stage, person, mine, others: { hits: all.hits - mine.hits, n: all.n - mine.n } }
      })
      .filter(({ mine, others }) => mine.n >= LEAST_VISITS && others.n >= LEAST_VISITS),
  )
  const isWeak = standOut(
    candidates.map(({ mine, others }) => fisherLess(mine, others)),
    FALSE_SHARE,
  )
  return candidates
    .filter((_, at) => isWeak[at])
    .map(({ stage, person, mine, others }) => ({
      kind: 'stage',
      person,
      stage,
      says: `${mine.hits} of ${mine.n} deals went on from ${stage}; of the others' ${percent(others)}.`,
      deals: [],
    }))
}

function ofDeals(deals: readonly OpenDeal[]): Moment[] {
  return [...Map.groupBy(deals, ({ person }) => person)].flatMap(([person, own]): Moment[] => {
    const pushed = own.filter(({ pushes }) => pushes >= PUSHES)
    const quiet = own.filter(({ quietDays }) => quietDays >= QUIET_DAYS)
    return [
      ...moment('pushed', person, pushed, `${amount(pushed)} pushed ${PUSHES} times or more.`),
      ...moment('quiet', person, quiet, `${amount(quiet)} without a sign of life for ${QUIET_DAYS} days or more.`),
    ]
  })
}

function moment(kind: Moment['kind'], person: string, deals: readonly OpenDeal[], says: string): Moment[] {
  if (deals.length === 0) return []
  const shown = deals.slice(0, MOST_DEALS).map(({ id, name }) => ({ id, name }))
  return [{ kind, person, stage: null, says, deals: shown }]
}

function counted(visits: readonly Visit[]) {
  return { hits: visits.filter(({ wentOn }) => wentOn).length, n: visits.length }
}

function amount({ length }: readonly OpenDeal[]): string {
  return length === 1 ? 'One open deal is' : `${length} open deals are`
}

function percent({ hits, n }: { hits: number; n: number }): string {
  return `${Math.round((100 * hits) / n)} % of ${n}`
}
