import type { Written } from '#platform/numbers/written.ts'
import { alwaysValid, armOf, verdictOf } from '../experiments/experiments.ts'
import type { Push } from './contract.ts'
import { median } from './levers.ts'
import type { StoredPush } from './pushes.sql.ts'
import type { Visit } from './visits.sql.ts'

/** What has been measured of a push: stays in the stage that ended since it began, against those of the year before. */
export function measured(push: StoredPush, visits: readonly Visit[], written: Written): Push {
  const own = visits.filter(({ stageId, teamId }) => stageId === push.stageId && teamId === push.teamId)
  const [before, since] = [
    own.filter(({ leftOn }) => leftOn < push.beginsOn).map(({ days }) => days),
    own.filter(({ leftOn }) => leftOn >= push.beginsOn).map(({ days }) => days),
  ]
  const [control, treatment] = [armOf(before), armOf(since)]
  const interval = alwaysValid({ control, treatment, confidence: 0.95, planned: 100 })
  const verdict = verdictOf(interval, false)
  const changeDays = before.length > 0 && since.length > 0 ? treatment.mean - control.mean : null
  return {
    ...push,
    before: visitsOf(before),
    since: visitsOf(since),
    changeDays,
    lowDays: interval?.low ?? null,
    highDays: interval?.high ?? null,
    verdict,
    says: wordsFor({ push, verdict, changeDays, since: since.length, written }),
  }
}

function visitsOf(days: number[]): Push['before'] {
  return { visits: days.length, medianDays: median(days), meanDays: days.length === 0 ? null : armOf(days).mean }
}

function wordsFor(of: {
  push: StoredPush
  verdict: Push['verdict']
  changeDays: number | null
  since: number
  written: Written
}): string {
  const { push, verdict, changeDays, since, written } = of
  if (changeDays === null)
    return `No deal of ${push.teamName} has left ${push.stageName} since ${written.day(push.beginsOn)}.`
  const change = `${push.stageName} takes ${written.number(Math.abs(changeDays), 1)} days ${changeDays < 0 ? 'less' : 'more'} on average (${written.number(since)} stays)`
  if (verdict === 'better') return `${change}: quicker, and not by chance.`
  if (verdict === 'worse') return `${change}: slower, and not by chance.`
  return verdict === 'too few to say'
    ? `${change}; ten stays are needed before anything is said.`
    : `${change}; that may still be chance.`
}
