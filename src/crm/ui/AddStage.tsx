import { Text } from '@mantine/core'
import { useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { RecordForm, type Values } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import type { Pipeline, Stage } from '../stages/contract.ts'
import { stageFields } from './stage-fields.ts'
import { noPercent, shareOf } from './stage-words.ts'

type Name = 'name' | 'outcome' | 'category' | 'probability'

/** The form for a new stage at the end of a pipeline. */
export function AddStage({ pipeline }: { pipeline: Pipeline | null }) {
  const { can } = useSession()
  if (!can(crmContract.addStage.permission)) return <Text c="dimmed">Sales operations add stages here.</Text>
  if (pipeline) return <Form pipeline={pipeline} />
  return <Text c="dimmed">There is no pipeline at this address any more. Close this and choose from the list.</Text>
}

function Form({ pipeline }: { pipeline: Pipeline }) {
  const saved = useSaved('add')
  const [problem, setProblem] = useState<string | null>(null)
  const add = useCommand(crmContract.addStage, { quiet: true })

  function save({ name, outcome, category, probability: typed }: Values<Name>): void {
    const probability = shareOf(typed ?? '')
    setProblem(probability === null ? noPercent(typed) : null)
    if (name === null || probability === null) return
    const body = {
      name,
      outcome: outcome as Stage['outcome'],
      forecastCategory: category as Stage['forecastCategory'],
      probability,
    }
    add.mutate({ params: { id: pipeline.id }, body }, { onSuccess: () => saved(`${name} added to ${pipeline.name}`) })
  }

  return (
    <RecordForm<Name>
      intro={
        <Text size="sm" c="dimmed">
          It joins {pipeline.name} at the end; open it afterwards to move it.
        </Text>
      }
      fields={[stageFields.name, stageFields.outcome, stageFields.category, stageFields.probability]}
      initial={{ name: null, outcome: 'open', category: 'pipeline', probability: null }}
      submit="Add stage"
      saving={add.isPending}
      error={problem ?? add.error}
      onSave={save}
    />
  )
}
