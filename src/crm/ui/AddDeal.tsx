import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { crmContract } from '#crm/contract.ts'
import { readMoney } from '#platform/numbers/minor.ts'
import { NumberInput } from '#platform/ui/form/NumberInput.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { AccountPicker } from './AccountPicker.tsx'

/** The form for a new deal. */
export function AddDeal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add a deal" size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      {opened && <Form onClose={onClose} />}
    </Modal>
  )
}

function Form({ onClose }: { onClose: () => void }) {
  const { company } = useSession()
  const [, change] = useUrlParams()
  const choices = useCall(crmContract.dealChoices).data
  const [account, setAccount] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [currency, setCurrency] = useState(company.currency)
  const { locale } = useFormat().regional
  const add = useCommand(crmContract.addDeal, {
    onDone: ({ deal }) => {
      toast(`${deal?.name} added`)
      onClose()
      if (deal) change({ deal: deal.id }, { push: true })
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const amount = readMoney(text('amount'), { locale, currency })
    setProblem(amount.kind === 'refused' ? amount.says : null)
    if (amount.kind === 'refused') return
    const [ownerId, itemId] = [text('owner') || null, text('item') || null]
    add.mutate({
      body: {
        name: text('name'),
        stageId: text('stage'),
        currency,
        amountMinor: amount.kind === 'read' ? amount.minor : null,
        ownerId,
        itemId,
        accountId: account,
        expectedClose: text('close') || null,
      },
    })
  }
  if (!choices) return null
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput name="name" label="Name" required maxLength={300} data-autofocus />
        <AccountPicker value={account} onChange={setAccount} />
        <Group grow align="flex-start">
          <NumberInput name="amount" label="Amount" asked={{ as: 'money', currency }} error={problem} />
          <Select
            name="currency"
            label="Currency"
            data={choices.currencies}
            value={currency}
            onChange={(chosen) => setCurrency(chosen ?? company.currency)}
            allowDeselect={false}
          />
        </Group>
        <Place choices={choices} />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type Choices = z.output<(typeof crmContract.dealChoices)['reply']>

/** Where the deal stands and whose it is. */
function Place({ choices }: { choices: Choices }) {
  const { user } = useSession()
  const firstStage = choices.stages.find((stage) => stage.outcome === 'open')?.id
  return (
    <>
      <Group grow align="flex-start">
        <Select
          name="stage"
          label="Stage"
          data={named(choices.stages)}
          defaultValue={firstStage ?? null}
          allowDeselect={false}
          required
        />
        <TextInput name="close" label="Expected close" type="date" />
      </Group>
      <Select
        name="owner"
        label="Owner"
        data={named(choices.owners)}
        defaultValue={user.personId}
        searchable
        clearable
      />
      <Select name="item" label="Item" data={named(choices.items)} searchable clearable />
    </>
  )
}

function named(some: readonly { id: string; name: string }[]) {
  return some.map(({ id, name }) => ({ value: id, label: name }))
}
