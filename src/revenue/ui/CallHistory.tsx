import { Button } from '@mantine/core'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Timeline } from '#platform/ui/page/Timeline.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { revenueContract } from '../contract.ts'
import type { Call } from '../schema.ts'
import classes from './revenue.module.css'
import { useView } from './use-view.ts'

/** Every call that was made for a person, the newest first. */
export function CallHistory({ personId, name }: { personId: string; name: string }) {
  const { period } = useView()
  const { instant, money } = useFormat()
  const { user } = useSession()
  const calls = useCall(revenueContract.calls, { query: { ...period, personId } })
  const withdraw = useCommand(revenueContract.withdraw)
  return (
    <Ready call={calls} loading={<LoadingLines rows={4} />}>
      {({ calls: made }) => (
        <section aria-label={`Calls of ${name}`}>
          <h3 className={classes.part}>What was said</h3>
          {made.length === 0 && <p className={classes.calm}>Nothing yet.</p>}
          <Timeline
            label={`Calls of ${name}`}
            entries={made.map((call) => ({
              id: call.id,
              at: instant(call.saidAt),
              who: call.saidBy ?? name,
              what: `${whatOf(call)} ${money(call.commitMinor, call.currency)}${call.bestMinor === null ? '' : `, best case ${money(call.bestMinor, call.currency)}`}`,
              note: [call.note, call.withdrawnAt && `withdrawn ${instant(call.withdrawnAt)}`]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
          {made[0] && made[0].saidById === user.id && !made[0].withdrawnAt && (
            <Button
              variant="default"
              size="compact-sm"
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate({ params: { id: made[0]!.id } })}
            >
              Withdraw my newest call
            </Button>
          )}
        </section>
      )}
    </Ready>
  )
}

function whatOf({ voice, covers }: Call): string {
  if (voice === 'manager') return 'adjusted it to'
  return covers === 'team' ? 'called the team at' : 'called'
}
