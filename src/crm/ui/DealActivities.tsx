import { crmContract } from '#crm/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Timeline } from '#platform/ui/page/Timeline.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import classes from './crm.module.css'
import { WriteDown } from './WriteDown.tsx'

/** What was done about a deal, newest first, and a line to write down what was done now. */
export function DealActivities({ dealId }: { dealId: string }) {
  const { can } = useSession()
  const { moment } = useFormat()
  const call = useCall(crmContract.listActivities, { query: { dealId, limit: 20 } })
  return (
    <section aria-label="Activities">
      <h3 className={classes.part}>Activities</h3>
      {can('crm:edit') && <AddActivity dealId={dealId} />}
      <Ready call={call} loading={<LoadingLines rows={3} />}>
        {({ activities, total }) =>
          total === 0 ? (
            <p className={classes.sub}>No call, mail or meeting is known.</p>
          ) : (
            <Timeline
              label="Activities"
              entries={activities.map(({ id, kind, subject, note, personName, happenedAt }) => ({
                id,
                at: moment(happenedAt),
                who: personName,
                what: `${kind}: ${subject}`,
                note,
              }))}
            />
          )
        }
      </Ready>
    </section>
  )
}

function AddActivity({ dealId }: { dealId: string }) {
  const remove = useCommand(crmContract.removeActivity)
  const add = useCommand(crmContract.addActivity, {
    onDone: ({ id }) => toast('Written down', { undo: () => remove.mutate({ params: { id } }) }),
  })
  return (
    <WriteDown
      of="activity"
      isPending={add.isPending}
      onAdd={(what, onSuccess) => add.mutate({ body: { dealId, ...what } }, { onSuccess })}
    />
  )
}
