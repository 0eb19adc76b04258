import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Field } from '#platform/ui/form/FieldInput.tsx'
import { FormModal } from '#platform/ui/form/FormModal.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { supplyContract } from '../contract.ts'
import type { Policy } from '../schema.ts'

const shares = ['serviceTarget', 'holdingRate', 'lateShare', 'lostMarginShare', 'costShare'] as const
const counts = ['horizonPeriods', 'buyLeadDays', 'timeLimitSeconds'] as const
type Name = (typeof shares)[number] | (typeof counts)[number] | 'lots'

const labels: Record<Name, string> = {
  horizonPeriods: 'Months planned',
  serviceTarget: 'Demand to be served from stock',
  holdingRate: 'Holding stock a year, of its cost',
  lateShare: 'A month late, of the price',
  lostMarginShare: 'A lost sale beside its margin, of the price',
  costShare: 'Cost where none is known, of the list price',
  buyLeadDays: 'Days to buy where no supplier says',
  timeLimitSeconds: 'Longest search, seconds',
  lots: 'Least orders, lots and setups',
}
const order: Name[] = ['horizonPeriods', ...shares, 'buyLeadDays', 'lots', 'timeLimitSeconds']

/** Changes what a plan takes for granted where nobody says otherwise. */
export function PolicyButton() {
  const { can } = useSession()
  const [isAsking, ask] = useState(false)
  const { data } = useCall(supplyContract.policy)
  const set = useCommand(supplyContract.setPolicy, {
    quiet: true,
    onDone: () => {
      ask(false)
      toast('The policy is changed; the next plan is made by it')
    },
  })
  if (!can('supply:edit') || !data) return null
  return (
    <>
      <Button size="xs" variant="default" onClick={() => ask(true)}>
        Change the policy
      </Button>
      {isAsking && (
        <FormModal<Name>
          title="What holds where nobody says otherwise"
          onClose={() => ask(false)}
          fields={order.map(fieldOf)}
          initial={textsOf(data)}
          submit="Change the policy"
          saving={set.isPending}
          error={set.error}
          onSave={(values) => set.mutate({ body: policyOf(values) })}
        />
      )}
    </>
  )
}

function fieldOf(name: Name): Field<Name> {
  const label = labels[name]
  if (name === 'lots') {
    const options = [
      { value: 'kept', label: 'kept exactly, which takes longer' },
      { value: 'free', label: 'not kept' },
    ]
    return { name, label, kind: 'select', options, required: true }
  }
  const isShare = (shares as readonly string[]).includes(name)
  return { name, label, kind: 'decimal', asked: { as: isShare ? 'percent' : 'number' }, required: true }
}

function textsOf(policy: Policy): Record<Name, string> {
  const percents = shares.map((name) => [name, String(Number((policy[name] * 100).toFixed(4)))])
  const numbers = counts.map((name) => [name, String(policy[name])])
  return Object.fromEntries([...percents, ...numbers, ['lots', policy.lots ? 'kept' : 'free']])
}

function policyOf(values: Record<Name, string | null>): Partial<Policy> {
  const percents = shares.map((name) => [name, Number(values[name]) / 100])
  const numbers = counts.map((name) => [name, Number(values[name])])
  return { ...Object.fromEntries([...percents, ...numbers]), lots: values.lots === 'kept' }
}
