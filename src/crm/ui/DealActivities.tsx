import { Button, Group, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Timeline } from '#platform/ui/page/Timeline.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Activity } from '../activities/contract.ts'
import classes from './crm.module.css'

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

const kinds = ['call', 'mail', 'meeting', 'note'] as const

function AddActivity({ dealId }: { dealId: string }) {
  const [kind, setKind] = useState<Activity['kind']>('call')
  const [subject, setSubject] = useState('')
  const remove = useCommand(crmContract.removeActivity)
  const add = useCommand(crmContract.addActivity, {
    onDone: ({ id }) => {
      setSubject('')
      toast('Written down', { undo: () => remove.mutate({ params: { id } }) })
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (subject.trim()) add.mutate({ body: { dealId, kind, subject } })
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" mb="sm" wrap="nowrap">
        <Select
          size="xs"
          w={110}
          aria-label="Kind of activity"
          data={[...kinds]}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'call')}
        />
        <TextInput
          size="xs"
          style={{ flex: 1 }}
          aria-label="What it was about"
          placeholder="What it was about"
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="default" loading={add.isPending} disabled={!subject.trim()}>
          Add
        </Button>
      </Group>
    </form>
  )
}
