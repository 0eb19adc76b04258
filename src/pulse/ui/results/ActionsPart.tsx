import { Button, Group } from '@mantine/core'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Action, talkContract } from '../../talk/contract.ts'
import { driverName } from '../driver-name.ts'
import classes from '../pulse.module.css'
import { NewAction } from './NewAction.tsx'
import { TellTeam } from './TellTeam.tsx'
import type { Results } from './types.ts'

/** What is done about a round, what the members were told, and whether the driver moved afterwards. */
export function ActionsPart({ roundId, results }: { roundId: string; results: Results }) {
  const actions = useCall(talkContract.actions, { query: { roundId } })
  return (
    <Section
      title="You said, we did"
      aside={
        <AddButton param="action" may="pulse:act">
          Plan an action
        </AddButton>
      }
    >
      <Ready call={actions} loading={<LoadingBlock height={80} />}>
        {({ actions: all }) =>
          all.length === 0 ? (
            <p className={classes.calm}>No action is planned about this round.</p>
          ) : (
            <ul className={classes.comments}>
              {all.map((action) => (
                <One key={action.id} action={action} />
              ))}
            </ul>
          )
        }
      </Ready>
      <DetailDrawer param="action" title="Plan an action" size={480}>
        {() => <NewAction roundId={roundId} results={results} />}
      </DetailDrawer>
    </Section>
  )
}

function One({ action }: { action: Action }) {
  const { can } = useSession()
  const { percent, day } = useFormat()
  const change = useCommand(talkContract.changeAction)
  const { effect } = action
  return (
    <li>
      <p>
        <strong>{driverName(action.driver)}</strong>: {action.title}
      </p>
      {action.told && <p className={classes.line}>{action.told}</p>}
      <p className={classes.calm}>
        {action.owner ?? 'Nobody owns it'}
        {action.dueOn && `, due ${day(action.dueOn)}`}; {action.doneAt ? `done ${day(action.doneAt)}` : 'open'}.{' '}
        {effect.difference === null
          ? 'Not measured since.'
          : `${percent(effect.before ?? 0)} before, ${percent(effect.after ?? 0)} after, ± ${Math.round(100 * (effect.margin ?? 0))} points: ${effect.verdict}.`}
      </p>
      {can('pulse:act') && (
        <Group gap="xs" align="end">
          {!action.doneAt && (
            <Button
              size="xs"
              variant="default"
              onClick={() => change.mutate({ params: { id: action.id }, body: { done: true } })}
            >
              Mark done
            </Button>
          )}
          <TellTeam action={action} />
        </Group>
      )}
    </li>
  )
}
