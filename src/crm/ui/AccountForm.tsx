import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { keptField } from '#platform/kept/kept.ts'
import { majorText, readMoney } from '#platform/numbers/minor.ts'
import { readTyped, type Typed } from '#platform/numbers/typed.ts'
import { NumberInput } from '#platform/ui/form/NumberInput.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { AccountChanges, AccountRow } from '../accounts/contract.ts'
import classes from './crm.module.css'

/** Why a field was refused, by its name. */
type Problems = Record<string, string | null>

/** Edits an account, whose undo sets back what it was; adds one where there is none yet. */
export function AccountForm({ account, onClose }: { account: AccountRow | null; onClose: () => void }) {
  const { currency } = useSession().company
  const [problems, setProblems] = useState<Problems>({})
  const { locale } = useFormat().regional
  const names = fieldNames(account, useCall(crmContract.accountChoices).data?.fields ?? [])
  const [, search] = useUrlParams()
  const undo = useCommand(crmContract.changeAccount)
  const add = useCommand(crmContract.addAccount, {
    onDone: ({ id, name }) => {
      toast(`${name} added`)
      onClose()
      search({ account: id }, { push: true })
    },
  })
  const change = useCommand(crmContract.changeAccount, {
    onDone: () => {
      if (!account) return
      toast(`${account.name} changed`, {
        undo: () => undo.mutate({ params: { id: account.id }, body: factsOf(account, names) }),
      })
      onClose()
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim() || null
    const revenue = readMoney(text('revenue') ?? '', { locale, currency })
    const employees = readCount(text('employees') ?? '', locale)
    const founded = readCount(text('founded') ?? '', locale)
    setProblems({ revenue: wrong(revenue), employees: wrong(employees), founded: wrong(founded) })
    if ([revenue, employees, founded].some((read) => read.kind === 'refused')) return
    const body = {
      name: text('name') ?? account?.name ?? '',
      industry: text('industry'),
      country: text('country'),
      territoryId: text('territory'),
      employees: countOf(employees),
      foundedYear: countOf(founded),
      annualRevenueMinor: revenue.kind === 'read' ? revenue.minor : null,
      fields: Object.fromEntries(names.map((name) => [name, text(keptField(name))])),
    }
    if (account) change.mutate({ params: { id: account.id }, body })
    else add.mutate({ body })
  }
  return (
    <form onSubmit={submit} className={classes.edit}>
      <Stack gap="sm">
        <Fields account={account} problems={problems} />
        {names.map((name) => (
          <TextInput
            key={name}
            name={keptField(name)}
            label={name}
            defaultValue={account?.fields?.[name] ?? ''}
            maxLength={2000}
          />
        ))}
        <Group gap="xs">
          <Button type="submit" size="compact-md" loading={change.isPending || add.isPending}>
            {account ? 'Save' : 'Add account'}
          </Button>
          <Button variant="subtle" size="compact-md" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The fields that files have brought to this account or to others. */
function fieldNames(account: AccountRow | null, others: readonly string[]): string[] {
  return [...new Set([...Object.keys(account?.fields ?? {}), ...others])].sort((a, b) => a.localeCompare(b))
}

function Fields({ account, problems }: { account: AccountRow | null; problems: Problems }) {
  const { currency } = useSession().company
  const { decimal } = useFormat()
  const choices = useCall(crmContract.accountChoices).data
  const territories = (choices?.territories ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const revenue = account?.annualRevenueMinor ?? null
  return (
    <>
      <TextInput name="name" label="Name" defaultValue={account?.name ?? ''} required maxLength={300} />
      <Group grow align="flex-start">
        <TextInput name="industry" label="Industry" defaultValue={account?.industry ?? ''} />
        <TextInput name="country" label="Country" defaultValue={account?.country ?? ''} />
      </Group>
      <Group grow align="flex-start">
        <Select
          name="territory"
          label="Territory"
          data={territories}
          defaultValue={account?.territoryId ?? null}
          clearable
        />
        <NumberInput
          name="employees"
          label="Employees"
          asked={wholeNumber}
          initial={account?.employees == null ? '' : decimal(String(account.employees))}
          error={problems.employees}
        />
      </Group>
      <Group grow align="flex-start">
        <NumberInput
          name="revenue"
          label={`Revenue, ${currency}`}
          asked={{ as: 'money', currency }}
          initial={revenue === null ? '' : decimal(majorText(revenue, currency))}
          error={problems.revenue}
        />
        <NumberInput
          name="founded"
          label="Founded"
          asked={wholeNumber}
          initial={account?.foundedYear == null ? '' : String(account.foundedYear)}
          error={problems.founded}
        />
      </Group>
    </>
  )
}

const wholeNumber = { as: 'number', digits: 0 } as const

function readCount(text: string, locale: string): Typed {
  return readTyped(text, { ...wholeNumber, locale })
}

function countOf(read: Typed): number | null {
  return read.kind === 'read' ? Number(read.value) : null
}

function wrong(read: { kind: 'empty' | 'read' } | { kind: 'refused'; says: string }): string | null {
  return read.kind === 'refused' ? read.says : null
}

function factsOf(account: AccountRow, names: readonly string[]): AccountChanges {
  const { name, industry, country, territoryId, employees, annualRevenueMinor, foundedYear } = account
  const fields = Object.fromEntries(names.map((each) => [each, account.fields?.[each] ?? null]))
  return { name, industry, country, territoryId, employees, annualRevenueMinor, foundedYear, fields }
}
