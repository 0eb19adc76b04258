import type { StagePlace } from './broken.ts'
import type { Terms, TermsOf } from './terms.ts'

/** What is wrong with the terms of a rule by themselves; null where nothing is. */
export function faultOf(
  terms: Terms,
  stages: ReadonlyMap<string, StagePlace>,
  nameOf: (personId: string) => string,
): string | null {
  const stage = terms.stageId === null ? null : stages.get(terms.stageId)
  if (stage === undefined) return `There is no stage ${terms.stageId}.`
  const outcome = stage?.outcome
  if (terms.kind === 'lost reason') {
    if (outcome !== 'lost') return `${stage?.name} is no lost stage; a lost reason is asked at one.`
    const twice = repeated(terms.reasons.map((each) => each.toLowerCase()))
    return twice ? `The reason "${twice}" is named twice.` : null
  }
  if (terms.kind === 'required fields')
    return outcome === 'lost' ? `${stage?.name} is a lost stage; what is lost needs no fields.` : null
  if (terms.kind === 'approval')
    return outcome === 'lost'
      ? `${stage?.name} is a lost stage; what is lost needs no approval.`
      : chainFault(terms, nameOf)
  if (outcome !== undefined && outcome !== 'open')
    return `${stage?.name} is a closed stage; a ${terms.kind} rule is about an open one.`
  if (terms.kind === 'exit criteria') return criteriaFault(terms)
  return terms.kind === 'assignment' ? poolFault(terms) : null
}

function poolFault(terms: TermsOf<'assignment'>): string | null {
  if (repeated(terms.pool.map(({ personId }) => personId)))
    return 'A person is in the pool twice; give them one weight.'
  const { stageId, territoryId, amountFromMinor } = terms
  if (terms.of === 'leads' && (stageId ?? territoryId ?? amountFromMinor) !== null)
    return 'A lead has no stage, territory or amount; choose leads by country, industry or source.'
  if (terms.of === 'deals' && terms.sources.length > 0) return 'A deal has no source; only leads are chosen by it.'
  return null
}

function criteriaFault({
  activities,
  amountFromMinor,
  closeInFuture,
  actionsDone,
}: TermsOf<'exit criteria'>): string | null {
  const isEmpty = activities === null && amountFromMinor === null && !closeInFuture && !actionsDone
  return isEmpty ? 'The rule has no criterion; give at least one.' : null
}

/** A chain climbs by its thresholds, asks nobody twice, and no substitution leads back to where it began. */
function chainFault({ levels }: TermsOf<'approval'>, nameOf: (personId: string) => string): string | null {
  const thresholds = levels.map(({ fromDiscount }) => fromDiscount)
  const falls = thresholds.findIndex((each, at) => at > 0 && each <= thresholds[at - 1]!)
  if (falls > 0)
    return `The levels are out of order: ${thresholds[falls]} % comes after ${thresholds[falls - 1]} %. Each threshold is above the one before.`
  const twice = repeated(levels.map(({ approverId }) => approverId))
  if (twice) return `The chain is circular: ${nameOf(twice)} approves at two levels. Name each approver once.`
  const own = levels.find(({ approverId, substituteId }) => approverId === substituteId)
  if (own) return `The chain is circular: ${nameOf(own.approverId)} is their own substitute. Choose somebody else.`
  const substituteOf = new Map(levels.map(({ approverId, substituteId }) => [approverId, substituteId]))
  for (const { approverId } of levels) {
    const met = new Set<string>()
    for (let at: string | null | undefined = approverId; at; at = substituteOf.get(at)) {
      if (met.has(at))
        return `The chain is circular: the substitutes lead from ${[...met, at].map(nameOf).join(' to ')}. Choose a substitute outside the circle.`
      met.add(at)
    }
  }
  return null
}

function repeated(values: readonly string[]): string | undefined {
  return values.find((each, at) => values.indexOf(each) < at)
}
