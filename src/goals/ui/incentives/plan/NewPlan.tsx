import { Button, Group, Stack, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { incentivesContract } from '../../../incentives/contract.ts'
import { emptyTerms, type TakerDraft } from './draft.ts'
import { SpanInputs } from './inputs.tsx'
import { PastPeriod } from './PastPeriod.tsx'
import { readTakers, readTerms, spanFault, type Wrong } from './read-draft.ts'
import { TakersInputs } from './TakersInputs.tsx'
import { TermsInputs } from './TermsInputs.tsx'
import { WrongInputs } from './WrongInputs.tsx'

/** Adds a plan: its name and first day, its terms, who takes part; a past period shows what it would have paid. */
export function NewPlan() {
  const { company } = useSession()
  const [name, setName] = useState('')
  const [span, setSpan] = useState({ startsOn: '', endsOn: '' })
  const [terms, setTerms] = useState(() => emptyTerms(company.currency))
  const [takers, setTakers] = useState<TakerDraft[]>([])
  const [wrong, setWrong] = useState<Wrong>({})
  const saved = useSaved('terms')
  const add = useCommand(incentivesContract.addPlan, {
    quiet: true,
    onDone: (plan) => saved(`${plan.name} is added`),
  })
  function read() {
    const [rules, people] = [readTerms(terms, company.locale), readTakers(takers, company.locale)]
    const faults = {
      ...(name.trim() === '' && { name: 'Name the plan.' }),
      ...spanFault(span),
      ...('wrong' in rules && rules.wrong),
      ...('wrong' in people && people.wrong),
    }
    setWrong(faults)
    if ('wrong' in rules || 'wrong' in people || Object.keys(faults).length > 0) return null
    return { terms: rules.terms, participants: people.takers }
  }
  function save(): void {
    const body = read()
    if (body) add.mutate({ body: { name: name.trim(), startsOn: span.startsOn, endsOn: span.endsOn || null, ...body } })
  }
  return (
    <Stack gap="md">
      <TextInput
        label="Name"
        value={name}
        error={wrong.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SpanInputs of={{ value: span, place: '', wrong, onChange: setSpan }} />
      <TermsInputs of={{ value: terms, place: '', wrong, onChange: setTerms }} />
      <Title order={3} size="h5">
        Who takes part
      </Title>
      <TakersInputs takers={takers} wrong={wrong} startsOn={span.startsOn} onChange={setTakers} />
      <PastPeriod planId={null} read={read} />
      <WrongInputs wrong={wrong} />
      <Refused error={add.error} />
      <Group justify="flex-end">
        <Button onClick={save} loading={add.isPending}>
          Add plan
        </Button>
      </Group>
    </Stack>
  )
}
