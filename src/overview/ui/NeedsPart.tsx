import { Anchor } from '@mantine/core'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { overviewContract } from '../contract.ts'
import classes from './overview.module.css'

/** At most five things that need somebody, each with a reason and one action. */
export function NeedsPart() {
  const { shortMoney } = useFormat()
  const { workspace } = useSession()
  const call = useCall(overviewContract.needs)
  return (
    <Section title="What needs you" aside={call.data && call.data.more > 0 ? `and ${call.data.more} more` : undefined}>
      <Ready call={call} loading={<LoadingLines rows={8} />}>
        {({ needs }) =>
          needs.length === 0 ? (
            <p className={classes.calm}>
              Nothing does. Deals are dated and owned, imports are clean, orders are current.
            </p>
          ) : (
            <ol className={classes.needs}>
              {needs.map((need) => (
                <li key={`${need.kind} ${need.title}`}>
                  <div className={classes.needHead}>
                    <strong>{need.title}</strong>
                    {need.amountMinor !== null && (
                      <span className={classes.figure}>{shortMoney(need.amountMinor)}</span>
                    )}
                  </div>
                  <p>{need.reason}</p>
                  <Anchor href={`${workspace.basePath}${need.action.to}`} size="sm">
                    {need.action.label}
                  </Anchor>
                </li>
              ))}
            </ol>
          )
        }
      </Ready>
    </Section>
  )
}
