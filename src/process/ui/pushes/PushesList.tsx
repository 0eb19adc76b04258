import { Button } from '@mantine/core'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pushesContract } from '../../pushes/contract.ts'
import classes from '../process.module.css'

/** What is being pushed, and what has been measured since. */
export function PushesList() {
  const { can } = useSession()
  const { day, shortMoney, percent } = useFormat()
  const call = useCall(pushesContract.pushes)
  const end = useCommand(pushesContract.endPush, { onDone: () => toast('The push has ended') })
  return (
    <Section title="Being pushed">
      <Ready call={call}>
        {({ pushes, currency }) => (
          <ul className={classes.firings}>
            {pushes.length === 0 && (
              <li>Nothing. Push somewhere above: somebody gets an action, and what comes of it is measured.</li>
            )}
            {pushes.map((push) => (
              <li key={push.id}>
                <strong>
                  {push.stageName} by {push.days} days in {push.teamName}
                </strong>{' '}
                since {day(push.beginsOn)}: {push.says}
                <span>
                  Expected +{shortMoney(push.expectedMinor, currency)} in {push.periodLabel} ({percent(0.8)}:{' '}
                  {shortMoney(push.lowMinor, currency)} to {shortMoney(push.highMinor, currency)}).{' '}
                  {can('process:edit') && (
                    <Button variant="subtle" size="compact-xs" onClick={() => end.mutate({ params: { id: push.id } })}>
                      Stop pushing {push.stageName} in {push.teamName}
                    </Button>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Ready>
    </Section>
  )
}
