import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import type { AccountChanges, AccountRow } from '../accounts/contract.ts'
import classes from './crm.module.css'
import { majorOf, minorOf } from './minor.ts'

/** Edits an account; undo sets back what it was. */
export function AccountForm({ account, onClose }: { account: AccountRow; onClose: () => void }) {
  const { currency } = useSession().company
  const choices = useCall(crmContract.accountChoices).data
  const [problem, setProblem] = useState<string | null>(null)
  const undo = useCommand(crmContract.changeAccount)
  const change = useCommand(crmContract.changeAccount, {
    onDone: () => {
      toast(`${account.name} changed`, {
        undo: () => undo.mutate({ params: { id: account.id }, body: factsOf(account) }),
      })
      onClose()
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim() || null
    const revenue = text('revenue')
    const annualRevenueMinor = revenue === null ? null : minorOf(revenue, currency)
    if (revenue !== null && annualRevenueMinor === null) {
      setProblem(`${revenue} is no amount in ${currency}.`)
      return
    }
    const whole = (name: string) => (text(name) === null ? null : Number(text(name)))
    const body: AccountChanges = {
      name: text('name') ?? account.name,
      industry: text('industry'),
      country: text('country'),
      territoryId: text('territory'),
      employees: whole('employees'),
      foundedYear: whole('founded'),
      annualRevenueMinor,
    }
    change.mutate({ params: { id: account.id }, body })
  }
  const territories = (choices?.territories ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const revenue = account.annualRevenueMinor
  return (
    <form onSubmit={submit} className={classes.edit}>
      <Stack gap="sm">
        <TextInput name="name" label="Name" defaultValue={account.name} required maxLength={300} />
        <Group grow align="flex-start">
          <TextInput name="industry" label="Industry" defaultValue={account.industry ?? ''} />
          <TextInput name="country" label="Country" defaultValue={account.country ?? ''} />
        </Group>
        <Group grow align="flex-start">
          <Select name="territory" label="Territory" data={territories} defaultValue={account.territoryId} clearable />
          <TextInput name="employees" label="Employees" type="number" min={0} defaultValue={account.employees ?? ''} />
        </Group>
        <Group grow align="flex-start">
          <TextInput
            name="revenue"
            label={`Revenue, ${currency}`}
            inputMode="decimal"
            defaultValue={revenue === null ? '' : majorOf(revenue, currency)}
            error={problem}
          />
          <TextInput name="founded" label="Founded" type="number" defaultValue={account.foundedYear ?? ''} />
        </Group>
        <Group gap="xs">
          <Button type="submit" size="compact-md" loading={change.isPending}>
            Save
          </Button>
          <Button variant="subtle" size="compact-md" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function factsOf(account: AccountRow): AccountChanges {
  const { name, industry, country, territoryId, employees, annualRevenueMinor, foundedYear } = account
  return { name, industry, country, territoryId, employees, annualRevenueMinor, foundedYear }
}
