import { Button, Group, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { LinesKept } from '../../deals/lines/contract.ts'
import type { DuplicatePair } from '../../duplicates/contract.ts'
import classes from '../crm.module.css'
import { type Choices, ChooseFields } from './ChooseFields.tsx'
import type { MergedNoun } from './DuplicatesScreen.tsx'
import own from './duplicates.module.css'
import { usePairCommands } from './use-pair-commands.ts'

/** One pair: what speaks for it, which one stays, field by field, what moves; merge it, or say that it is none. */
export function PairDetail({ noun, pair }: { noun: MergedNoun; pair: string }) {
  const duplicates = useCall(crmContract.listDuplicates, { query: { noun } })
  return (
    <Ready call={duplicates} loading={<LoadingLines rows={6} />}>
      {({ pairs }) => {
        const found = pairs.find(({ a, b }) => `${a.id}.${b.id}` === pair)
        return found ? <Decide noun={noun} pair={found} /> : <p className={classes.sub}>This pair is decided.</p>
      }}
    </Ready>
  )
}

function Decide({ noun, pair }: { noun: MergedNoun; pair: DuplicatePair }) {
  const { can } = useSession()
  const { number } = useFormat()
  const [stays, setStays] = useState<'a' | 'b'>('a')
  const [choices, setChoices] = useState<Choices>({})
  const [kept, setKept] = useState<LinesKept | null>(null)
  const { merge, apart } = usePairCommands(noun, pair)
  const [winner, loser] = stays === 'a' ? [pair.a, pair.b] : [pair.b, pair.a]
  return (
    <article>
      <ul className={own.evidence} aria-label="Evidence">
        {pair.evidence.map(({ on, says, points }) => (
          <li key={on} className={points < 0 ? own.against : undefined}>
            <span>{says}</span>
            <span>{`${points > 0 ? '+' : ''}${number(points, 1)}`}</span>
          </li>
        ))}
      </ul>
      {can('crm:edit') && (
        <>
          <SegmentedControl
            fullWidth
            orientation="vertical"
            mb="sm"
            aria-label="Which one stays"
            value={stays}
            onChange={(value) => {
              setStays(value as 'a' | 'b')
              setChoices({})
              setKept(null)
            }}
            data={[
              { value: 'a', label: `Keep ${pair.a.name}` },
              { value: 'b', label: `Keep ${pair.b.name}` },
            ]}
          />
          <ChooseFields {...{ noun, winner, loser, choices, kept }} onChoose={setChoices} onKeep={setKept} />
          <Refused error={merge.error ?? apart.error} />
          <Group gap="xs">
            <Button
              loading={merge.isPending}
              onClick={() =>
                merge.mutate({
                  body: { noun, winnerId: winner.id, loserId: loser.id, choices, ...(kept && { lines: kept }) },
                })
              }
            >
              Merge
            </Button>
            <Button
              variant="default"
              loading={apart.isPending}
              onClick={() => apart.mutate({ body: { noun, ids: [pair.a.id, pair.b.id] } })}
            >
              Not the same
            </Button>
          </Group>
        </>
      )}
    </article>
  )
}
