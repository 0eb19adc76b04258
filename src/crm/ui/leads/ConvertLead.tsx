import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { readMoney } from '#platform/numbers/minor.ts'
import { NumberInput } from '#platform/ui/form/NumberInput.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Lead } from '../../leads/contract.ts'
import { AccountPicker } from '../AccountPicker.tsx'

/** Turns a lead into an account, a contact and, if it has a name, a deal. */
export function ConvertLead({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { currency } = useSession().company
  const { locale } = useFormat().regional
  const stages = useCall(crmContract.dealChoices).data?.stages.filter(({ outcome }) => outcome === 'open')
  const [account, setAccount] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const undo = useCommand(crmContract.undoLead)
  const convert = useCommand(crmContract.convertLead, {
    quiet: true,
    onDone: ({ id, name, changedAt }) => {
      toast(`${name} converted`, { undo: () => undo.mutate({ params: { id }, body: { recordedAt: changedAt } }) })
      onClose()
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const amount = readMoney(text('amount'), { locale, currency })
    setProblem(amount.kind === 'refused' ? amount.says : null)
    if (amount.kind === 'refused') return
    const deal = text('deal') && {
      ...{ name: text('deal'), stageId: text('stage'), currency },
      amountMinor: amount.kind === 'read' ? amount.minor : null,
      expectedClose: text('close') || null,
    }
    const named = !account && text('company') ? { accountName: text('company') } : {}
    const body = { ...(account && { accountId: account }), ...named, deal: deal || null }
    convert.mutate({ params: { id: lead.id }, body: body as never })
  }
  if (!stages) return null
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" mb="lg">
        <AccountPicker value={account} onChange={setAccount} />
        {!account && <TextInput name="company" label="or a new account named" defaultValue={lead.company ?? ''} />}
        <TextInput
          name="deal"
          label="Deal"
          description="Leave it empty for an account and a contact without a deal"
          defaultValue={lead.company ?? lead.name}
        />
        <Group grow align="flex-start">
          <NumberInput name="amount" label="Amount" asked={{ as: 'money', currency }} error={problem} />
          <TextInput name="close" label="Expected close" type="date" />
        </Group>
        <Select
          name="stage"
          label="Stage"
          data={stages.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={stages[0]?.id ?? null}
          allowDeselect={false}
        />
        <Refused error={convert.error} />
        <Group gap="xs">
          <Button type="submit" size="compact-md" loading={convert.isPending}>
            Convert
          </Button>
          <Button variant="subtle" size="compact-md" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
