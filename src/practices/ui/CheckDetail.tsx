import { Text, Title } from '@mantine/core'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Sparkline } from '#platform/ui/page/Sparkline.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { Panels } from '#platform/ui/panels.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { scoreOf } from '../checks/score.ts'
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
          <Trend {...(check.second && { name: check.name })} unit={check.unit} points={trend} />
          {check.second && (
            <Trend
              name={check.second.name}
              unit={check.second.unit}
              points={trend.map(({ asOf, second }) => ({ asOf, value: second }))}
            />
          )}
          <BehindRows rows={behind} of={check} />
          {can('practices:edit') && (
            <>
              <BoundsForm
                key={`bounds ${check.key} ${check.bounds.green} ${check.bounds.red}`}
                of={check}
                checkKey={check.key}
              />
              {check.second && (
                <BoundsForm
                  key={`second ${check.key} ${check.second.bounds.green} ${check.second.bounds.red}`}
                  of={check.second}
                  checkKey={check.key}
                  name={check.second.name}
                />
              )}
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
  const { second } = check
  const value = shownValue(check.value, check.unit, format)
  const score = `${format.number(check.score ?? 0)} of 100 points`
  return (
    <>
      {check.state === 'scored' ? (
        <Text fw={600}>
          {tone ? <Tone tone={tone}>{second ? score : value}</Tone> : second ? score : value}
          {second ? ', the lower of two.' : ` gives ${score}.`}
        </Text>
      ) : (
        <Text fw={600}>
          {check.state === 'not applicable' ? `Not applicable because: ${check.why}` : `No evidence: ${check.why}`}
        </Text>
      )}
      {check.saidBy && <Text size="sm">Said by {check.saidBy}.</Text>}
      {check.remark && <Text size="sm">{check.remark}</Text>}
      {second && check.value !== null && <Part of={{ ...check, score: scoreOf(check.value, check.bounds) }} />}
      <Formula of={check} />
      {second && (
        <>
          <Part of={second} />
          <Formula of={second} />
        </>
      )}
      <Text size="sm" mt={6}>
        {check.owner ? `${check.owner.name} is accountable.` : 'No single role is accountable.'} {check.lift}
      </Text>
    </>
  )
}

/** One of two things that a check asks for: its value and score, or why nothing can be told of it. */
function Part({ of }: { of: Pick<ScoredCheck, 'name' | 'value' | 'score' | 'unit' | 'why'> }) {
  const format = useFormat()
  return (
    <Text size="sm" fw={600} mt="sm">
      {of.name}:{' '}
      {of.score === null
        ? `no evidence. ${of.why}`
        : `${shownValue(of.value, of.unit, format)}, ${format.number(of.score)} of 100 points`}
    </Text>
  )
}

function Formula({ of }: { of: Pick<ScoredCheck, 'formula' | 'bounds' | 'boundsChanged' | 'unit'> }) {
  const format = useFormat()
  const [green, red] = [of.bounds.green, of.bounds.red].map((bound) => shownValue(bound, of.unit, format))
  return (
    <Text size="sm" mt={6}>
      Formula: {of.formula}. Green from {green}, red from {red}
      {of.boundsChanged && ' (changed here)'}.
    </Text>
  )
}

type Line = { name?: string; unit: ScoredCheck['unit']; points: { asOf: string; value: number | null }[] }

function Trend({ name, unit, points }: Line) {
  const format = useFormat()
  const known = points.filter(({ value }) => value !== null)
  const words = known.map(({ asOf, value }) => `${format.day(asOf)}: ${shownValue(value, unit, format)}`)
  return (
    <div style={{ marginBottom: 12 }}>
      {name && <Text size="sm">{name}</Text>}
      {known.length < 2 ? (
        <Text size="sm" c="dimmed">
          Too few months can be told to draw a line.
        </Text>
      ) : (
        <>
          <Sparkline values={points.map(({ value }) => value)} label={words.join(', ')} width={280} height={48} />
          <Text size="sm" c="dimmed">
            From {words[0]} to {words.at(-1)}
          </Text>
        </>
      )}
    </div>
  )
}
