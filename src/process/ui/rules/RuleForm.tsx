import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { type RuleRow, rulesContract } from '../../rules/contract.ts'
import { RuleKind, type Terms } from '../../rules/terms.ts'
import { firstTerms } from './first-terms.ts'
import { TermsFields } from './TermsFields.tsx'

export type StageChoice = { id: string; name: string; outcome: 'open' | 'won' | 'lost' }

/** The settings of a rule, or of a new one. */
export function RuleForm({ rule }: { rule: RuleRow | null }) {
  const pipelines = useCall(crmContract.listPipelines)
  return (
    <Ready call={pipelines}>
      {(data) => {
        const several = data.pipelines.length > 1
        const stages = data.pipelines.flatMap((pipeline) =>
          pipeline.stages.map(({ id, name, outcome }) => ({
            id,
            name: several ? `${pipeline.name}: ${name}` : name,
            outcome,
          })),
        )
        return <Form rule={rule} stages={stages} />
      }}
    </Ready>
  )
}

function Form({ rule, stages }: { rule: RuleRow | null; stages: StageChoice[] }) {
  const saved = useSaved('rule')
  const [name, setName] = useState(rule?.name ?? '')
  const [terms, setTerms] = useState<Terms>(() => rule?.terms ?? firstTerms('required fields', stages))
  const onDone = () => saved(`${name} saved`)
  const add = useCommand(rulesContract.addRule, { quiet: true, onDone })
  const change = useCommand(rulesContract.changeRule, { quiet: true, onDone })
  function save(event: FormEvent): void {
    event.preventDefault()
    if (rule) change.mutate({ params: { id: rule.id }, body: { name, terms } })
    else add.mutate({ body: { name, terms } })
  }
  return (
    <form onSubmit={save} aria-label={rule ? `Settings of ${rule.name}` : 'New rule'}>
      <Stack gap="md">
        <TextInput
          label="Name"
          required
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {!rule && (
          <Select
            label="Kind"
            data={kinds}
            value={terms.kind}
            allowDeselect={false}
            onChange={(kind) => setTerms(firstTerms(RuleKind.parse(kind), stages))}
          />
        )}
        <TermsFields terms={terms} stages={stages} onChange={setTerms} />
        <Refused error={add.error ?? change.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={add.isPending || change.isPending}>
            {rule ? 'Save' : 'Add rule'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const kinds = [
  { value: 'required fields', label: 'Required fields' },
  { value: 'exit criteria', label: 'Exit criteria' },
  { value: 'lost reason', label: 'Lost reason' },
  { value: 'playbook', label: 'Playbook' },
  { value: 'time limit', label: 'Time limit' },
  { value: 'assignment', label: 'Assignment' },
  { value: 'approval', label: 'Approval of discounts' },
] satisfies { value: Terms['kind']; label: string }[]
