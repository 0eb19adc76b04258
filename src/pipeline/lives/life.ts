import type { DealHistory as DealLife, DealVersion } from '@drumbeat/deal-outlook'
import { eachDealOn } from '../history/as-of.ts'
import type { CurrentHistory } from '../history/current.sql.ts'
import { NO_DAY } from '../history/deal-history.ts'
import { worthIn } from '../reference/worth.ts'
import { featuresOf } from './features.ts'

type Asked = { deal: number; upTo: number; knownBy: number }

/**
 * A deal's life up to a day: what its versions said while it was open, and how it ended. It ended on the day its stage turned
 * or on its close day, whichever is earlier, so that nothing written at closing counts as known before.
 */
export function lifeOf(current: CurrentHistory, asked: Asked): DealLife {
  const { history, reference } = current
  const { stage, closedOn, validDay } = history.versions
  let closed: { on: number; as: 'won' | 'lost' } | undefined
  eachDealOn(history, { deal: asked.deal, moment: { day: asked.upTo, knownBy: asked.knownBy } }, (row) => {
    const outcome = reference.stages[stage[row]!]?.outcome ?? 'open'
    if (outcome === 'open') closed = undefined
    else {
      const turned = closed?.on ?? validDay[row]!
      closed = { on: closedOn[row] === NO_DAY ? turned : Math.min(turned, closedOn[row]!), as: outcome }
    }
  })
  const versions = openVersions(current, asked)
  const created = history.createdOn[asked.deal]!
  const createdOn = created === NO_DAY ? (versions[0]?.from ?? closed?.on ?? 0) : created
  return { id: history.deals.ids[asked.deal]!, createdOn, versions, closed }
}

/** The versions in which a deal was open, oldest first; of those of one day only the last. */
export function openVersions(current: CurrentHistory, { deal, upTo, knownBy }: Asked): DealVersion[] {
  const { history, reference } = current
  const { stage, validDay, expectedClose } = history.versions
  const worth = worthIn(history, reference)
  const found: DealVersion[] = []
  eachDealOn(history, { deal, moment: { day: upTo, knownBy } }, (row) => {
    if (reference.stages[stage[row]!]?.outcome !== 'open') return
    const due = expectedClose[row]!
    const values = featuresOf({ history, reference, worth }, row)
    const version = { from: validDay[row]!, values, expectedClose: due === NO_DAY ? null : due }
    if (found.at(-1)?.from === version.from) found.pop()
    found.push(version)
  })
  return found
}
