import { Anchor } from '@mantine/core'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { overviewContract } from '../contract.ts'
import classes from './overview.module.css'

/** What needs somebody, each with a reason and one action: five things, and on demand all of them. */
export function NeedsPart() {
  const { shortMoney, number } = useFormat()
  const { workspace } = useSession()
  const [shown, setShown] = useUrlParam('needs')
  const call = useCall(overviewContract.needs, { query: { most: shown === 'all' ? 100 : 5 } })
  const more = call.data?.more ?? 0
  return (
    <Section title="What needs you">
      <Ready call={call} loading={<LoadingLines rows={8} />}>
        {({ needs }) =>
          needs.length === 0 ? (
            <p className={classes.calm}>Nothing needs you now, of all that you may see.</p>
          ) : (
            <ol className={classes.needs}>
              {needs.map((need) => (
                <li key={`${need.kind} ${need.title}`}>
                  <div className={classes.needHead}>
                    <Anchor href={`${workspace.basePath}${need.action.to}`} c="inherit" fw={600}>
                      {need.title}
                    </Anchor>
                    {need.amountMinor !== null && (
                      <Anchor href={`${workspace.basePath}${need.action.to}`} c="inherit" className={classes.figure}>
                        {shortMoney(need.amountMinor)}
                      </Anchor>
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
      {(more > 0 || shown === 'all') && (
        <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setShown(shown ? null : 'all')}>
          {shown === 'all' ? 'Show the first five' : `Show ${number(more)} more`}
        </Anchor>
      )}
    </Section>
  )
}
