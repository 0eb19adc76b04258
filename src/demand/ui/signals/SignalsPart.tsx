import { Button } from '@mantine/core'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import type { Signal } from '../../signals/schema.ts'
import classes from '../demand.module.css'
import { DealsAhead } from './DealsAhead.tsx'
import { ScenarioLine } from './ScenarioLine.tsx'
import { UploadSignal } from './UploadSignal.tsx'

/** Market signals: by how much each leads, what it was worth, and whether it counts. */
export function SignalsPart() {
  const call = useCall(demandContract.signals)
  const { can } = useSession()
  return (
    <Ready call={call}>
      {({ signals }) => (
        <div className={classes.accuracy}>
          {signals.length === 0 && (
            <EmptyState
              title="No market signals yet"
              teaches="An index, a price, building permits: whatever may lead your demand. Each is measured on forecasts of earlier months, counts where it makes them better, and is ignored where it does not."
            />
          )}
          {signals.map((signal) => (
            <OneSignal key={signal.id} signal={signal} />
          ))}
          <DealsAhead />
          {can('demand:treat') && <UploadSignal />}
        </div>
      )}
    </Ready>
  )
}

function OneSignal({ signal }: { signal: Signal }) {
  const { can } = useSession()
  const { number, day } = useFormat()
  const end = useCommand(demandContract.endSignal, {
    onDone: () => toast(`${signal.name} is taken out of the forecast.`),
  })
  const { id, name, unit, values, firstOn, lastOn, latest, sentence, uses } = signal
  return (
    <section aria-label={name}>
      <Explained
        of={name}
        rows={uses.length > 0 && <NumberBelow value="By family" rows={`What ${name} is worth`} />}
        className={classes.sentence}
        means="The error is measured on forecasts of earlier months, made once with the signal and once without, from what was known then. A signal counts only where it makes them better; open deals of a family are weighted by their stage's probability and timed by their expected close."
      >
        <strong>{name}</strong>: {sentence}
      </Explained>
      <p data-explained className={classes.calm}>
        {firstOn && lastOn ? (
          <>
            <NumberBelow
              value={`${number(values)} values from ${day(firstOn)} to ${day(lastOn)}, ${latest === null ? 'made of deals of which you do not see all' : `newest ${number(latest, 2)} ${unit}`}`}
              rows={`What ${name} is worth`}
            />
            .{' '}
          </>
        ) : (
          'No values yet. '
        )}
        {can('demand:treat') && (
          <Button size="compact-xs" variant="subtle" onClick={() => end.mutate({ params: { id } })}>
            Take out
          </Button>
        )}
      </p>
      {latest !== null && uses.some(({ used }) => used) && <ScenarioLine signal={signal} />}
      {uses.length > 0 && <Evidence signal={signal} />}
    </section>
  )
}

const columns = [
  ['Family', 'Each family has its own lead and its own use of the signal.'],
  ['Lead, months', 'The signal of so many months before says most of a month of demand.'],
  ['Error without', 'Sum of the misses divided by the sum of what came (WAPE), of forecasts without the signal.'],
  ['Error with', 'The same of forecasts of the same months with the signal.'],
  ['Counts', 'Whether the forecast of this family uses it.'],
  ['Why', 'What decided it.'],
] as const

function Evidence({ signal: { name, uses } }: { signal: Signal }) {
  const { percent } = useFormat()
  const share = (value: number | null) => (value === null ? "can't tell" : percent(value, 1))
  return (
    <ScrollRegion label={`What ${name} is worth`}>
      <table className={classes.plain}>
        <thead>
          <tr>
            {columns.map(([head, means]) => (
              <th key={head} scope="col">
                <Defined name={head} means={means} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {uses.map(({ familyId, family, lead, errorWithout, errorWith, used, reason }) => (
            <tr key={familyId ?? 'none'}>
              <th scope="row">
                <NumberLink value={family} to={`/demand?node=family:${familyId ?? 'none'}`} />
              </th>
              <td>{lead ?? ''}</td>
              <td>{share(errorWithout)}</td>
              <td>{share(errorWith)}</td>
              <td>{used ? 'yes' : 'no'}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
