import { Button, Group, Select } from '@mantine/core'
import { useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import type { Stage } from '../stages/contract.ts'
import classes from './crm.module.css'

/** Merges a stage into another of its outcome, from now on; or takes a merge back. */
export function MergeStage({ stage, among }: { stage: Stage; among: Stage[] }) {
  const { can } = useSession()
  const saved = useSaved('stage')
  const [into, setInto] = useState<string | null>(null)
  const nameOf = (id: string | null) => among.find((each) => each.id === id)?.name ?? 'another stage'
  const unmerge = useCommand(crmContract.unmergeStage, {
    quiet: true,
    onDone: () => saved(`${stage.name} stands again`),
  })
  const merge = useCommand(crmContract.mergeStage, {
    quiet: true,
    onDone: ({ deals }) =>
      saved(`${stage.name} merged into ${nameOf(into)}: ${deals} ${deals === 1 ? 'deal' : 'deals'} moved`, () =>
        unmerge.mutate({ params: { id: stage.id } }),
      ),
  })
  const others = among.filter(
    ({ id, outcome, mergedInto }) => id !== stage.id && outcome === stage.outcome && mergedInto === null,
  )
  if (!can(crmContract.mergeStage.permission)) return null
  if (stage.mergedInto) {
    return (
      <section aria-label="Merged">
        <h3 className={classes.part}>Merged into {nameOf(stage.mergedInto)}</h3>
        <p className={classes.sub}>It takes no deals any more; the past keeps its name.</p>
        <Refused error={unmerge.error} />
        <Button
          size="compact-md"
          variant="default"
          loading={unmerge.isPending}
          onClick={() => unmerge.mutate({ params: { id: stage.id } })}
        >
          Take the merge back
        </Button>
      </section>
    )
  }
  if (others.length === 0) return null
  return (
    <section aria-label="Merge">
      <h3 className={classes.part}>Merge into another stage</h3>
      <p className={classes.sub}>
        From now on: its deals move there, files that name it lead there, the past keeps its name.
      </p>
      <Refused error={merge.error} />
      <Group gap="xs">
        <Select
          size="xs"
          aria-label="Merge into"
          placeholder="Stage"
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={into}
          onChange={setInto}
        />
        <Button
          size="xs"
          variant="default"
          disabled={!into}
          loading={merge.isPending}
          onClick={() => into && merge.mutate({ params: { id: stage.id }, body: { into } })}
        >
          Merge
        </Button>
      </Group>
    </section>
  )
}
