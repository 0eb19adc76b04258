import { Checkbox, Group } from '@mantine/core'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Alert, AlertKind, AlertWish } from '../alerts/schema.ts'
import { demandContract } from '../contract.ts'
import classes from './demand.module.css'

const kinds: { kind: AlertKind; label: string }[] = [
  { kind: 'change', label: 'Significant changes' },
  { kind: 'drift', label: 'What is not as it was' },
  { kind: 'below naive', label: 'Accuracy below naive' },
]

/** What one wants to be told of, and how; and what was news lately. */
export function TellMe() {
  const call = useCall(demandContract.alerts)
  return (
    <Ready call={call}>
      {({ alerts, wish, canMail }) => (
        <details>
          <summary className={classes.calm}>
            Tell me of changes: {wishWords(wish)}. News of the last 90 days: {alerts.length}
          </summary>
          <Wish wish={wish} canMail={canMail} />
          <AlertList alerts={alerts} />
        </details>
      )}
    </Ready>
  )
}

function wishWords({ kinds: of, inbox, mail }: AlertWish): string {
  if (of.length === 0 || (!inbox && !mail)) return 'not yet'
  return inbox && mail ? 'in the inbox and by mail' : inbox ? 'in the inbox' : 'by mail'
}

function Wish({ wish, canMail }: { wish: AlertWish; canMail: boolean }) {
  const keep = useCommand(demandContract.wishAlerts, { onDone: () => toast('Kept.') })
  const change = (changes: Partial<AlertWish>) => keep.mutate({ body: { ...wish, ...changes } })
  const turned = (kind: AlertKind, on: boolean) =>
    on ? [...wish.kinds, kind] : wish.kinds.filter((each) => each !== kind)
  return (
    <Group gap="md" mb="md">
      {kinds.map(({ kind, label }) => (
        <Checkbox
          key={kind}
          label={label}
          checked={wish.kinds.includes(kind)}
          onChange={(event) => change({ kinds: turned(kind, event.currentTarget.checked) })}
        />
      ))}
      <Checkbox
        label="In my inbox"
        checked={wish.inbox}
        onChange={(event) => change({ inbox: event.currentTarget.checked })}
      />
      <Checkbox
        label={canMail ? 'By mail, once a day' : 'By mail (no mail server is set up)'}
        checked={wish.mail}
        disabled={!canMail && !wish.mail}
        onChange={(event) => change({ mail: event.currentTarget.checked })}
      />
    </Group>
  )
}

function AlertList({ alerts }: { alerts: readonly Alert[] }) {
  const { instant } = useFormat()
  return (
    <ul className={classes.lines} aria-label="News of demand">
      {alerts.map(({ id, sentence, reason, at, overAt }) => (
        <li key={id}>
          <span>{sentence}</span>
          <small>{overAt ? `over ${instant(overAt)}` : instant(at)}</small>
          <small style={{ gridColumn: '1 / -1' }}>{reason}</small>
        </li>
      ))}
    </ul>
  )
}
