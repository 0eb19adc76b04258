import { dayAfter } from '@drumbeat/periods'
import { Button, Group } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { usePeopleNames } from '#company/ui/public/use-people-names.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { quotaPlanContract } from '../quotas/plan/contract.ts'
import type { Quota } from '../schema.ts'
import classes from './goals.module.css'
import { WhatMoves } from './WhatMoves.tsx'

type Chosen = { on: string; toPersonId: string }

/** Hands the rest of a person's quota over: whom to and from when, then what moves and what stays, then done. */
export function HandOverQuota({ quota }: { quota: Quota }) {
  const { day } = useFormat()
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const people = usePeopleOptions()
  const names = usePeopleNames()
  const close = () => {
    setOpen(false)
    setChosen(null)
  }
  if (!isOpen)
    return (
      <Button variant="subtle" size="xs" onClick={() => setOpen(true)}>
        Hand over the rest of {day(quota.startsOn)} until {day(dayAfter(quota.endsOn, -1))}
      </Button>
    )
  const title = (
    <h3 className={classes.part}>
      Hand over the rest of {day(quota.startsOn)} until {day(dayAfter(quota.endsOn, -1))}
    </h3>
  )
  if (chosen)
    return (
      <Moves
        title={title}
        quota={quota}
        chosen={chosen}
        taker={names.get(chosen.toPersonId) ?? 'the other'}
        onBack={() => setChosen(null)}
        onDone={close}
      />
    )
  return (
    <RecordForm
      intro={title}
      fields={[
        {
          ...{ name: 'toPersonId', label: 'To whom', kind: 'select', required: true },
          options: people.filter(({ value }) => value !== quota.subjectId),
        },
        { name: 'on', label: 'From which day on', kind: 'date', required: true },
      ]}
      initial={{ toPersonId: null, on: null }}
      submit="See what moves"
      saving={false}
      error={null}
      onCancel={close}
      onSave={({ toPersonId, on }) => setChosen({ toPersonId: toPersonId!, on: on! })}
    />
  )
}

function Moves(props: {
  title: ReactNode
  quota: Quota
  chosen: Chosen
  taker: string
  onBack: () => void
  onDone: () => void
}) {
  const { quota, chosen, taker } = props
  const { money } = useFormat()
  const params = { id: quota.id }
  const preview = useCall(quotaPlanContract.handOverPreview, { params, query: { on: chosen.on } })
  const hand = useCommand(quotaPlanContract.handOver, {
    quiet: true,
    onDone: ({ leavingMinor, comingMinor }) => {
      props.onDone()
      toast(`${money(leavingMinor, quota.currency)} stay, ${money(comingMinor, quota.currency)} go to ${taker}`)
    },
  })
  return (
    <>
      {props.title}
      <Ready call={preview}>{(found) => <WhatMoves found={found} taker={taker} />}</Ready>
      <Refused error={hand.error} />
      <Group justify="flex-end" gap="xs" mt="sm">
        <Button variant="default" onClick={props.onBack}>
          Back
        </Button>
        <Button
          loading={hand.isPending}
          disabled={!preview.data}
          onClick={() => hand.mutate({ params, body: { on: chosen.on, toPersonId: chosen.toPersonId } })}
        >
          Hand over
        </Button>
      </Group>
    </>
  )
}
