import { Text, Title } from '@mantine/core'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Sparkline } from '#platform/ui/page/Sparkline.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { Panels } from '#platform/ui/panels.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { practicesContract } from '../contract.ts'
import type { ScoredCheck } from '../schema.ts'
import { BehindRows } from './BehindRows.tsx'
import { BoundsForm } from './BoundsForm.tsx'
import { ExemptionForm } from './ExemptionForm.tsx'
import { meaningOf, shownValue } from './shown.ts'

/** One check: its value and score, how it went, the rows behind it, and what can be set. */
export function CheckDetail({ checkKey }: { checkKey: string }) {
  const { can } = useSession()
  const call = useCall(practicesContract.check, { params: { key: checkKey } })
  return (
    <Ready call={call}>
      {({ check, behind, trend }) => (
        <>
          <Facts check={check} />
          <Title order={3} mt="lg" mb={6} size="h5">
            The last six months
          </Title>
          <Trend check={check} points={trend} />
          <BehindRows rows={behind} of={check} />
          {can('practices:edit') && (
            <>
              <BoundsForm key={`bounds ${check.key} ${check.bounds.green} ${check.bounds.red}`} check={check} />
              <ExemptionForm key={`exemption ${check.key} ${check.state}`} check={check} />
            </>
          )}
          <Panels noun="check" id={check.key} />
        </>
      )}
    </Ready>
  )
}

function Facts({ check }: { check: ScoredCheck }) {
  const format = useFormat()
  const tone = meaningOf(check)
  const value = shownValue(check.value, check.unit, format)
  const { green, red } = check.bounds
  const [greenAt, redAt] = [green, red].map((bound) => shownValue(bound, check.unit, format))
  return (
    <>
      {check.state === 'scored' ? (
        <Text fw={600}>
          {tone ? <Tone tone={tone}>{value}</Tone> : value} gives {format.number(check.score ?? 0)} of 100 points.
        </Text>
      ) : (
        <Text fw={600}>
          {check.state === 'not applicable' ? `Not applicable because: ${check.why}` : `No evidence: ${check.why}`}
        </Text>
      )}
      {check.saidBy && <Text size="sm">Said by {check.saidBy}.</Text>}
      <Text size="sm" mt={6}>
        Formula: {check.formula}. Green from {greenAt}, red from {redAt}
        {check.boundsChanged && ' (changed here)'}.
      </Text>
      <Text size="sm" mt={6}>
        {check.owner ? `${check.owner.name} is accountable.` : 'No single role is accountable.'} {check.lift}
      </Text>
    </>
  )
}

function Trend({ check, points }: { check: ScoredCheck; points: { asOf: string; value: number | null }[] }) {
  const format = useFormat()
  const known = points.filter(({ value }) => value !== null)
  if (known.length < 2) return <Text size="sm">Too few months can be told to draw a line.</Text>
  const words = points.map(({ asOf, value }) => `${format.day(asOf)}: ${shownValue(value, check.unit, format)}`)
  return (
    <>
      <Sparkline values={points.map(({ value }) => value)} label={words.join(', ')} width={280} height={48} />
      <Text size="sm" c="dimmed">
        From {words[0]} to {words.at(-1)}
      </Text>
    </>
  )
}
