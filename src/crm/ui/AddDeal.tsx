import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { AccountPicker } from './AccountPicker.tsx'
import { minorOf } from './minor.ts'

/** The form for a new deal. */
export function AddDeal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add a deal" size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      {opened && <Form onClose={onClose} />}
    </Modal>
  )
}

function Form({ onClose }: { onClose: () => void }) {
  const { company, user } = useSession()
  const [, change] = useUrlParams()
  const choices = useCall(crmContract.dealChoices).data
  const [account, setAccount] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
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
    const currency = text('currency') || company.currency
    const amountMinor = text('amount') === '' ? null : minorOf(text('amount'), currency)
    if (text('amount') !== '' && amountMinor === null) {
      setProblem(`${text('amount')} is no amount in ${currency}.`)
      return
    }
    const [ownerId, itemId] = [text('owner') || null, text('item') || null]
    add.mutate({
      body: {
        name: text('name'),
        stageId: text('stage'),
        currency,
        amountMinor,
        ownerId,
        itemId,
        accountId: account,
        expectedClose: text('close') || null,
      },
    })
  }
  const named = (some: { id: string; name: string }[] | undefined) =>
    (some ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const firstStage = choices?.stages.find((stage) => stage.outcome === 'open')?.id
  if (!choices) return null
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput name="name" label="Name" required maxLength={300} data-autofocus />
        <AccountPicker value={account} onChange={setAccount} />
        <Group grow align="flex-start">
          <TextInput name="amount" label="Amount" inputMode="decimal" error={problem} />
          <Select
            name="currency"
            label="Currency"
            data={choices.currencies}
            defaultValue={company.currency}
            allowDeselect={false}
          />
        </Group>
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
