import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { RecordForm, type Values } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Stage } from '../stages/contract.ts'
import { stageFields } from './stage-fields.ts'
import { noPercent, percentOf, placesOf, shareOf } from './stage-words.ts'

type Settings = Pick<Stage, 'name' | 'forecastCategory' | 'probability' | 'position'>
type Name = 'name' | 'category' | 'probability' | 'position'

/** What a stage says of a deal, and its place; undo sets back what was changed. */
export function StageForm(props: { stage: Stage; among: Stage[] }) {
  // What was seen when the drawer opened: only what is changed against it is sent, whatever others change meanwhile.
  const [{ stage, among }] = useState(props)
  const { can } = useSession()
  const saved = useSaved('stage')
  const [, open] = useUrlParam('stage')
  const [problem, setProblem] = useState<string | null>(null)
  const undo = useCommand(crmContract.changeStage)
  const change = useCommand(crmContract.changeStage, { quiet: true })

  function save(values: Values<Name>): void {
    const probability = shareOf(values.probability ?? '')
    setProblem(probability === null ? noPercent(values.probability) : null)
    if (probability === null) return
    const after: Settings = {
      name: values.name ?? stage.name,
      forecastCategory: values.category as Stage['forecastCategory'],
      probability,
      position: Number(values.position),
    }
    const changed = (Object.keys(after) as (keyof Settings)[]).filter((key) => after[key] !== stage[key])
    if (changed.length === 0) {
      open(null)
      return
    }
    const before = only(stage, changed)
    change.mutate(
      { params: { id: stage.id }, body: only(after, changed) },
      {
        onSuccess: () => saved(`${after.name} saved`, () => undo.mutate({ params: { id: stage.id }, body: before })),
      },
    )
  }

  return (
    <RecordForm<Name>
      intro={<StageStatus stage={stage} />}
      fields={[
        stageFields.name,
        stageFields.category,
        stageFields.probability,
        { name: 'position', label: 'Order', kind: 'select', options: placesOf(stage, among), required: true },
      ]}
      initial={{
        name: stage.name,
        category: stage.forecastCategory,
        probability: percentOf(stage.probability),
        position: String(stage.position),
      }}
      readOnly={!can(crmContract.changeStage.permission)}
      submit="Save"
      saving={change.isPending}
      error={problem ?? change.error}
      onSave={save}
    />
  )
}

/** The deals in a stage, won and lost ones too. */
function StageStatus({ stage }: { stage: Stage }) {
  const { number } = useFormat()
  const deals = `${number(stage.deals)} ${stage.outcome} ${stage.deals === 1 ? 'deal' : 'deals'}`
  return (
    <div>
      <Anchor component={Link} to={`/crm/deals?outcome=${stage.outcome}&stage=${stage.id}` as never} size="sm">
        {deals}
      </Anchor>
    </div>
  )
}

function only(settings: Settings, keys: (keyof Settings)[]): Partial<Settings> {
  return Object.fromEntries(keys.map((key) => [key, settings[key]]))
}
