import { crmContract } from '#crm/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Panels } from '#platform/ui/panels.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import classes from './crm.module.css'
import { DealActivities } from './DealActivities.tsx'
import { DealAsOf } from './DealAsOf.tsx'
import { DealFacts } from './DealFacts.tsx'
import { DealHistory } from './DealHistory.tsx'
import { amountOf } from './deal-columns.tsx'
import { DealLines } from './lines/DealLines.tsx'

/** One deal: what it says now, each fact editable in place; what it said on a day; and how it came to be. */
export function DealDetail({ id }: { id: string }) {
  const detail = useCall(crmContract.dealDetail, { params: { id } })
  const format = useFormat()
  return (
    <Ready call={detail} loading={<LoadingLines rows={8} />}>
      {({ deal, history }) => (
        <article>
          <h3 className={classes.heading}>{deal.name}</h3>
          <p className={classes.sub}>
            {amountOf(deal, format)} · {deal.stageName} · {deal.ownerName ?? 'nobody'}
            {deal.externalId && ` · ${deal.externalId}`}
          </p>
          <DealFacts deal={deal} />
          <DealLines deal={deal} />
          <Panels noun="deal" id={deal.id} />
          <DealActivities dealId={deal.id} />
          <DealAsOf deal={deal} />
          <DealHistory deal={deal} history={history} />
        </article>
      )}
    </Ready>
  )
}
