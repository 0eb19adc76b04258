import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import classes from './demand.module.css'
import { type DemandView, queryOf } from './use-view.ts'

/** The largest order lines of a period, as far as the user may see them. */
export function LinesBehind({ view, startsOn }: { view: DemandView; startsOn: string }) {
  const { can } = useSession()
  if (!can('crm:read')) return <p className={classes.calm}>Your role sees sums, not single order lines.</p>
  return <Lines view={view} startsOn={startsOn} />
}

function Lines({ view, startsOn }: { view: DemandView; startsOn: string }) {
  const { number, decimal, decimalMoney, day } = useFormat()
  const call = useCall(demandContract.lines, { query: { ...queryOf(view), node: view.node, startsOn } })
  return (
    <Ready call={call}>
      {({ orderLines, lines }) => (
        <>
          <p className={classes.calm}>
            {lines.length < orderLines
              ? `The largest ${number(lines.length)} of ${number(orderLines)} order lines that you may see:`
              : `${number(orderLines)} order lines that you may see.`}
          </p>
          <ul className={classes.lines}>
            {lines.map((line) => (
              <li key={line.id}>
                <span>
                  {line.item} <small>× {decimal(line.quantity)}</small>
                </span>
                <span className={classes.figure}>{decimalMoney(line.amount, line.currency)}</span>
                <small>{[line.account, line.territory, line.order].filter(Boolean).join(' · ')}</small>
                <small className={classes.figure}>{day(line.orderedOn)}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </Ready>
  )
}
