import { Button, Checkbox, Group, MultiSelect, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTeamOptions } from '#company/ui/public/use-options.ts'
import { crmContract } from '#crm/contract.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { Metric, runningContract } from '../../experiments/running-contract.ts'
import { PowerWords } from './PowerWords.tsx'

/** Plans an experiment, and says which effect it can find before it starts. */
export function ExperimentForm() {
  const saved = useSaved('experiment')
  const teams = useTeamOptions()
  const pipelines = useCall(crmContract.listPipelines)
  const [metric, setMetric] = useState<Metric>('win rate')
  const [stageId, setStageId] = useState<string | null>(null)
  const [teamIds, setTeamIds] = useState<string[]>([])
  const [startsOn, setStartsOn] = useState('')
  const [weeks, setWeeks] = useState(13)
  const add = useCommand(runningContract.addExperiment, {
    quiet: true,
    onDone: () => saved('The experiment is on its way'),
  })
  const stages =
    pipelines.data?.pipelines.flatMap((pipeline) => pipeline.stages).filter(({ outcome }) => outcome === 'open') ?? []
  const design = { metric, stageId: metric === 'days in stage' ? stageId : null, teamIds, startsOn, weeks }
  function save(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    add.mutate({
      body: {
        ...design,
        name: String(form.get('name')),
        change: String(form.get('change')),
        drawnByLot: form.get('lot') === 'on',
      },
    })
  }
  return (
    <form onSubmit={save} aria-label="New experiment">
      <Stack gap="md">
        <TextInput name="name" label="Name" required maxLength={120} />
        <Textarea name="change" label="What is done differently" required autosize minRows={2} />
        <MultiSelect label="Teams that do so" data={teams} value={teamIds} onChange={setTeamIds} searchable />
        <Checkbox name="lot" label="These teams were drawn by lot" />
        <Select
          label="Measured by"
          data={Metric.options}
          value={metric}
          allowDeselect={false}
          onChange={(value) => setMetric(Metric.parse(value))}
        />
        {metric === 'days in stage' && (
          <Select
            label="Stage"
            data={stages.map(({ id, name }) => ({ value: id, label: name }))}
            value={stageId}
            onChange={setStageId}
          />
        )}
        <TextInput
          type="date"
          label="From"
          required
          value={startsOn}
          onChange={(event) => setStartsOn(event.currentTarget.value)}
        />
        <NumberInput
          label="Weeks"
          min={1}
          max={104}
          value={weeks}
          onChange={(value) => setWeeks(Math.max(1, Number(value) || 1))}
        />
        {startsOn !== '' && teamIds.length > 0 && <PowerWords design={design} />}
        <Refused error={add.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={add.isPending}>
            Start
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
