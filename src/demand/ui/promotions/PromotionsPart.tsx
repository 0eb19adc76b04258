import { Button } from '@mantine/core'
import { useState } from 'react'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import type { Promotion, PromotionProposal } from '../../promotions/schema.ts'
import classes from '../demand.module.css'
import { ComingTable } from './ComingTable.tsx'
import { PastTable } from './PastTable.tsx'
import { RecordPromotion } from './RecordPromotion.tsx'

const kept = () => toast('Kept. It is being measured; history and forecast follow by themselves.')

/** Promotions: what past ones did, what coming ones add, and names on order lines that nobody has recorded. */
export function PromotionsPart() {
  const call = useCall(demandContract.promotions)
  return <Ready call={call}>{(found) => <Promotions {...found} />}</Ready>
}

function Promotions({ promotions, proposals }: { promotions: Promotion[]; proposals: PromotionProposal[] }) {
  const { can } = useSession()
  const [recording, setRecording] = useState(false)
  const ahead = promotions.filter(({ state }) => state !== 'over').reverse()
  const over = promotions.filter(({ state }) => state === 'over')
  return (
    <div className={classes.accuracy}>
      {promotions.length === 0 && (
        <EmptyState
          title="No promotions yet"
          teaches="Record what was offered, where and when. Past promotions are measured and leave the history that forecasts learn from; coming ones add what those of their kind did."
          needs="a list with name, item or family, first and last day (CSV or XLSX under Imports), or the form."
        />
      )}
      {can('demand:treat') && (
        <div>
          <Button variant="default" onClick={() => setRecording(true)}>
            Record a promotion
          </Button>
        </div>
      )}
      {ahead.length > 0 && <ComingTable promotions={ahead} />}
      <Proposals proposals={proposals} />
      {over.length > 0 && <PastTable promotions={over} />}
      {recording && <RecordPromotion onClose={() => setRecording(false)} />}
    </div>
  )
}

function Proposals({ proposals }: { proposals: PromotionProposal[] }) {
  if (proposals.length === 0) return null
  return (
    <section aria-label="Found on order lines">
      <p className={classes.sentence}>Found on order lines</p>
      <ul className={classes.lines} aria-label="Promotions found on order lines">
        {proposals.map((each) => (
          <Proposed key={`${each.name} ${each.familyId} ${each.territoryId}`} proposal={each} />
        ))}
      </ul>
    </section>
  )
}

function Proposed({ proposal }: { proposal: PromotionProposal }) {
  const { can } = useSession()
  const { day, number } = useFormat()
  const record = useCommand(demandContract.recordPromotion, { onDone: kept })
  const { name, family, familyId, territory, territoryId, startsOn, endsOn, orderLines } = proposal
  const body = { name, family: familyId, startsOn, endsOn, ...(territoryId && { territory: territoryId }) }
  return (
    <li>
      <span>
        Was <strong>{name}</strong> a promotion of {family}
        {territory ? ` in ${territory}` : ''}?
      </span>
      {can('demand:treat') && (
        <Button size="xs" loading={record.isPending} onClick={() => record.mutate({ body })}>
          Record it
        </Button>
      )}
      <small>
        {number(orderLines)} order lines carry its name, {day(startsOn)} – {day(endsOn)}.
      </small>
    </li>
  )
}
