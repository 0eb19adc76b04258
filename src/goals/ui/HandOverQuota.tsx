import { dayAfter } from '@drumbeat/periods'
import { Anchor, Button, Group, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { openPath } from '#crm/ui/public/open-path.ts'
import { wonPath } from '#crm/ui/public/won-path.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type HandOverPreview, quotaPlanContract } from '../quotas/plan/contract.ts'
import type { Quota } from '../schema.ts'

type Chosen = { on: string; toPersonId: string }

/** Hands the rest of a person's quota over: whom to and from when, then what moves and what stays, then done. */
export function HandOverQuota({ quota }: { quota: Quota }) {
  const { day } = useFormat()
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const people = usePeopleOptions()
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
  if (chosen)
    return (
      <Moves
        quota={quota}
        chosen={chosen}
        taker={people.find(({ value }) => value === chosen.toPersonId)?.label ?? 'The other'}
        onBack={() => setChosen(null)}
        onDone={close}
      />
    )
  return (
    <RecordForm
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

function Moves(props: { quota: Quota; chosen: Chosen; taker: string; onBack: () => void; onDone: () => void }) {
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

/** The money of a hand-over in sentences: the quota by days, what was closed, what is open, and who is paid for it. */
function WhatMoves({ found, taker }: { found: HandOverPreview; taker: string }) {
  const { day, money, number } = useFormat()
  const { personId, personName, startsOn, on, endsOn, before, after, plans } = found
  const quota = (minor: number) => money(minor, found.currency)
  const worth = (minor: number) => money(minor, found.companyCurrency)
  const whose = { owner: personId }
  const deals = (to: string, count: number) => (
    <Anchor component={Link} to={to as never} size="sm">
      {number(count)} {count === 1 ? 'deal' : 'deals'}
    </Anchor>
  )
  return (
    <List size="sm" spacing={6}>
      <List.Item>
        Of the quota of {quota(found.amountMinor)}, {personName} keeps {quota(found.leavingMinor)} for the days before{' '}
        {day(on)}; {quota(found.comingMinor)} go to {taker}, by days.
      </List.Item>
      <List.Item>
        What {personName} closed before that day stays with {personName}: {worth(before.closedMinor)} in{' '}
        {deals(wonPath({ from: startsOn, to: on }, { whose }), before.closedDeals)}.
      </List.Item>
      {after.closedDeals > 0 && (
        <List.Item>
          {worth(after.closedMinor)} in {deals(wonPath({ from: on, to: endsOn }, { whose }), after.closedDeals)} closed
          from {day(on)} on stay with {personName} too, but count towards no quota of {personName}.
        </List.Item>
      )}
      <List.Item>
        {after.openDeals > 0 ? (
          <>
            {worth(after.openMinor)} in {deals(openPath({ from: on, to: endsOn }, whose), after.openDeals)} due from{' '}
            {day(on)} on are still {personName}’s: hand them over there, or they will count for {personName}.
          </>
        ) : (
          `No deal of ${personName} is open for these days.`
        )}
      </List.Item>
      <List.Item>
        {plans.length > 0 ? (
          <>
            {plans.map(({ name }) => name).join(', ')} {plans.length === 1 ? 'pays' : 'pay'} each deal to its owner on
            the day it is closed; locked statements do not change. See under{' '}
            <Anchor component={Link} to={'/goals/incentives?tab=plans' as never} size="sm">
              Incentives
            </Anchor>{' '}
            that {taker} takes part from {day(on)} on.
          </>
        ) : (
          `No incentive plan pays ${personName} from ${day(on)} on.`
        )}
      </List.Item>
      <Text size="sm" c="dimmed" mt={6}>
        Both are asked to accept their parts anew.
      </Text>
    </List>
  )
}
