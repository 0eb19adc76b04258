import { Button, Group, NumberInput, Select } from '@mantine/core'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import type { TermsOf } from '../../rules/terms.ts'

type Terms = TermsOf<'approval'>
type Level = Terms['levels'][number]

/** The chain of the discount desk: from which discount on who approves, and who stands in. */
export function LevelsFields({ terms, onChange }: { terms: Terms; onChange: (terms: Terms) => void }) {
  const setLevels = (levels: Level[]) => onChange({ ...terms, levels })
  const { levels } = terms
  const next = { fromDiscount: (levels.at(-1)?.fromDiscount ?? 0) + 10, approverId: '', substituteId: null }
  return (
    <>
      {levels.map((level, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a level is known by its place in the chain
        <LevelRow key={at} level={level} place={at + 1} onChange={(changed) => setLevels(levels.with(at, changed))} />
      ))}
      <Group>
        <Button variant="subtle" size="xs" onClick={() => setLevels([...levels, next])}>
          Add a level
        </Button>
        {levels.length > 0 && (
          <Button variant="subtle" size="xs" onClick={() => setLevels(levels.slice(0, -1))}>
            Take the last one away
          </Button>
        )}
      </Group>
      <NumberInput
        label="Business hours until the substitute may answer"
        min={0.25}
        value={terms.answerWithinHours}
        onChange={(hours) => onChange({ ...terms, answerWithinHours: Number(hours) })}
      />
    </>
  )
}

function LevelRow({ level, place, onChange }: { level: Level; place: number; onChange: (level: Level) => void }) {
  const shared = { size: 'xs', searchable: true, data: usePeopleOptions() } as const
  return (
    <Group gap="xs" align="end" grow>
      <NumberInput
        label={`Level ${place}: from percent`}
        min={0}
        max={100}
        size="xs"
        value={level.fromDiscount}
        onChange={(percent) => onChange({ ...level, fromDiscount: Number(percent) })}
      />
      <Select
        {...shared}
        label={`Approver ${place}`}
        value={level.approverId || null}
        onChange={(id) => onChange({ ...level, approverId: id ?? '' })}
      />
      <Select
        {...shared}
        label={`Substitute ${place}`}
        clearable
        clearButtonProps={{ 'aria-label': `Clear substitute ${place}` }}
        value={level.substituteId}
        onChange={(id) => onChange({ ...level, substituteId: id })}
      />
    </Group>
  )
}
