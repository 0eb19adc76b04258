import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { incentivesContract } from '../../../incentives/contract.ts'
import type { Plan } from '../../../incentives/schema.ts'
import { draftOf, emptyTerms } from './draft.ts'
import { EndPlan } from './EndPlan.tsx'
import { SpanInputs } from './inputs.tsx'
import { PastPeriod } from './PastPeriod.tsx'
import { readTerms, spanFault, type Wrong } from './read-draft.ts'
import { TermsInputs } from './TermsInputs.tsx'
import { WrongInputs } from './WrongInputs.tsx'

/** New terms of a plan from a day on, beginning from its newest; a past period shows what they would have changed. */
export function ChangeTerms({ plan }: { plan: Plan }) {
  const { company } = useSession()
  const newest = plan.terms.at(-1)?.terms
  const [span, setSpan] = useState({ startsOn: '', endsOn: '' })
  const [terms, setTerms] = useState(() => (newest ? draftOf(newest, company.locale) : emptyTerms(company.currency)))
  const [wrong, setWrong] = useState<Wrong>({})
  const saved = useSaved('terms')
  const change = useCommand(incentivesContract.setTerms, {
    quiet: true,
    onDone: ({ name }) => saved(`${name} has new terms`),
  })
  function read(needsDays: boolean) {
    const found = readTerms(terms, company.locale)
    const faults = { ...(needsDays && spanFault(span)), ...('wrong' in found && found.wrong) }
    setWrong(faults)
    return 'terms' in found && Object.keys(faults).length === 0 ? found : null
  }
  function save(): void {
    const found = read(true)
    if (!found) return
    const body = { startsOn: span.startsOn, endsOn: span.endsOn || null, ...found }
    change.mutate({ params: { id: plan.id }, body })
  }
  return (
    <Stack gap="md">
      <SpanInputs of={{ value: span, place: '', wrong, onChange: setSpan }} />
      <TermsInputs of={{ value: terms, place: '', wrong, onChange: setTerms }} />
      <PastPeriod planId={plan.id} read={() => read(false)} />
      <WrongInputs wrong={wrong} />
      <Refused error={change.error} />
      <Group justify="space-between">
        <EndPlan plan={plan} onDone={() => saved(`${plan.name} is out of use`)} />
        <Button onClick={save} loading={change.isPending}>
          Save terms
        </Button>
      </Group>
    </Stack>
  )
}
