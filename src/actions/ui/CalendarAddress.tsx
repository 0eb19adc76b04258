import { Button, Group, Text } from '@mantine/core'
import { CopyField } from '#platform/ui/form/CopyField.tsx'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { calendarContract } from '../calendar/contract.ts'
import classes from './actions.module.css'

/** The private address of my calendar, as a dialog behind one button. */
export function CalendarAddress() {
  const [open, setOpen] = useUrlParam('calendar')
  return (
    <>
      <Button variant="default" onClick={() => setOpen('open')}>
        Calendar
      </Button>
      {open === 'open' && (
        <Dialog title="In your calendar program" onClose={() => setOpen(null)}>
          <Address />
        </Dialog>
      )}
    </>
  )
}

function Address() {
  const call = useCall(calendarContract.address)
  const make = useCommand(calendarContract.makeAddress)
  const end = useCommand(calendarContract.endAddress, { onDone: () => make.reset() })
  return (
    <div className={classes.form}>
      <Text size="sm">
        Your actions and one-on-ones (when and with whom, nothing of what is said), the steps and deadlines of S&OP,
        weekly reviews and the notice days of tools, as far as you may see them, in Outlook, Google Calendar, Apple
        Calendar or any other program that subscribes to an address.
      </Text>
      <Ready call={call} loading={<LoadingLines rows={2} />}>
        {({ address }) => (
          <>
            <Text size="sm" c="dimmed">
              {address ? <Known {...address} /> : 'There is no address yet.'} Whoever has it can read this calendar and
              nothing else.
            </Text>
            {make.data && <CopyField label="Address, shown once" text={`${location.origin}${make.data.path}`} />}
            <Refused error={make.error ?? end.error} />
            <Group gap="xs" justify="flex-end">
              {address && (
                <Button variant="default" size="xs" loading={end.isPending} onClick={() => end.mutate({})}>
                  End it
                </Button>
              )}
              <Button size="xs" loading={make.isPending} onClick={() => make.mutate({})}>
                {address ? 'Make a new one; the old one stops' : 'Make an address'}
              </Button>
            </Group>
          </>
        )}
      </Ready>
    </div>
  )
}

function Known({ madeAt, usedAt }: { madeAt: string; usedAt: string | null }) {
  const format = useFormat()
  const asked = usedAt ? `a program last asked for it at ${format.moment(usedAt)}` : 'no program has asked for it yet'
  return `An address was made at ${format.moment(madeAt)}; ${asked}.`
}
