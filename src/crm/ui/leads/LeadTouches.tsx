import type { z } from 'zod'
import { crmContract } from '#crm/contract.ts'
import { Timeline } from '#platform/ui/page/Timeline.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Lead, LeadTouch } from '../../leads/contract.ts'
import classes from '../crm.module.css'
import { WriteDown } from '../WriteDown.tsx'

type Touch = z.infer<typeof LeadTouch>

/** What was done to reach a lead, and a line to write down what was done now. */
export function LeadTouches({ lead, touches }: { lead: Lead; touches: Touch[] }) {
  const { can } = useSession()
  const { moment } = useFormat()
  return (
    <section aria-label="Touches">
      <h3 className={classes.part}>Touches</h3>
      {can('crm:edit') && !lead.erasedAt && <AddTouch id={lead.id} />}
      {touches.length === 0 ? (
        <p className={classes.sub}>No call, mail or meeting is known.</p>
      ) : (
        <Timeline
          label="Touches"
          entries={touches.map(({ id, kind, subject, note, personName, happenedAt }) => ({
            ...{ id, at: moment(happenedAt), who: personName, what: `${kind}: ${subject}`, note },
          }))}
        />
      )}
    </section>
  )
}

function AddTouch({ id }: { id: string }) {
  const add = useCommand(crmContract.addLeadTouch, { onDone: () => toast('Written down') })
  return (
    <WriteDown
      of="touch"
      isPending={add.isPending}
      onAdd={(body, onSuccess) => add.mutate({ params: { id }, body }, { onSuccess })}
    />
  )
}
