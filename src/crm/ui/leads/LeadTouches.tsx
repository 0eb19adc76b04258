import { Button, Group, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { crmContract } from '#crm/contract.ts'
import { Timeline } from '#platform/ui/page/Timeline.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Lead, LeadTouch } from '../../leads/contract.ts'
import classes from '../crm.module.css'

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

const kinds = ['call', 'mail', 'meeting', 'note'] as const

function AddTouch({ id }: { id: string }) {
  const [kind, setKind] = useState<(typeof kinds)[number]>('call')
  const [subject, setSubject] = useState('')
  const add = useCommand(crmContract.addLeadTouch, {
    onDone: () => {
      setSubject('')
      toast('Written down')
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (subject.trim()) add.mutate({ params: { id }, body: { kind, subject } })
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" mb="sm" wrap="nowrap">
        <Select
          size="xs"
          w={110}
          aria-label="Kind of touch"
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
