import { Button, Checkbox, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { minuteOf, minuteText } from '#company/local-time.ts'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { notificationsContract } from '../notifications/contract.ts'
import type { HowOften, NotificationSettings } from '../notifications/schema.ts'
import classes from './actions.module.css'

type Told = NotificationSettings & { chatHost: string | null; chatProblem: string | null; canMail: boolean }

const often: { value: HowOften; label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: 'soon', label: 'Soon, several things together' },
  { value: 'daily', label: 'Once a day' },
]

/** My notifications, as a dialog behind one button. */
export function Notifications() {
  const [open, setOpen] = useUrlParam('notifications')
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen('open')}>
        Notifications
      </Button>
      {open === 'open' && (
        <Dialog title="Notifications" onClose={() => setOpen(null)}>
          <Loaded onClose={() => setOpen(null)} />
        </Dialog>
      )}
    </>
  )
}

function Loaded({ onClose }: { onClose: () => void }) {
  const call = useCall(notificationsContract.settings)
  return (
    <Ready call={call} loading={<LoadingLines rows={4} />}>
      {(told) => <SettingsForm told={told} onClose={onClose} />}
    </Ready>
  )
}

function SettingsForm({ told, onClose }: { told: Told; onClose: () => void }) {
  const [wish, setWish] = useState<NotificationSettings>(told)
  const [address, setAddress] = useState('')
  const keep = useCommand(notificationsContract.changeNotifications, {
    onDone: () => {
      toast('Kept.')
      onClose()
    },
  })
  const change = (changes: Partial<NotificationSettings>) => setWish((before) => ({ ...before, ...changes }))
  const { mail, chat, quietFrom, quietTo, dailyAt, onWeekends } = wish
  const body = {
    ...{ mail, chat, quietFrom, quietTo, dailyAt, onWeekends },
    ...(address.trim() !== '' && { chatUrl: address.trim() }),
  }
  const isTold = mail !== 'never' || chat !== 'never'
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate({ body })
      }}
    >
      <NativeSelect
        label="E-mail"
        description={told.canMail ? undefined : 'No mail server is set up here, so no mail goes out.'}
        data={often}
        value={mail}
        onChange={(event) => change({ mail: event.currentTarget.value as HowOften })}
      />
      <NativeSelect
        label="Chat"
        data={often}
        value={chat}
        onChange={(event) => change({ chat: event.currentTarget.value as HowOften })}
      />
      {chat !== 'never' && <ChatAddress told={told} address={address} onChange={setAddress} />}
      {isTold && <Hours wish={wish} onChange={change} />}
      <Refused error={keep.error} />
      <Group gap="xs" justify="flex-end">
        <Button variant="default" size="xs" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" size="xs" loading={keep.isPending}>
          Save
        </Button>
      </Group>
    </form>
  )
}

function ChatAddress({
  told,
  address,
  onChange,
}: {
  told: Told
  address: string
  onChange: (address: string) => void
}) {
  const attempt = useCommand(notificationsContract.tryChat)
  const known = told.chatHost
  return (
    <>
      <TextInput
        label="Address of the incoming webhook"
        description={
          known
            ? `One at ${known} is known. Type another to take its place.`
            : 'Slack, Microsoft Teams, Mattermost and Google Chat give one for a channel or for yourself. Whoever knows it can write there.'
        }
        placeholder="https://"
        autoComplete="off"
        value={address}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {known && (
        <Group gap="xs">
          <Button variant="default" size="compact-sm" loading={attempt.isPending} onClick={() => attempt.mutate({})}>
            Send a message to try it
          </Button>
          {attempt.data && <Text size="sm">{attempt.data.answer}</Text>}
        </Group>
      )}
      {told.chatProblem && (
        <Text size="sm" c="var(--mantine-color-error)">
          The last message did not arrive. {told.chatProblem}
        </Text>
      )}
      <Refused error={attempt.error} />
    </>
  )
}

function Hours({
  wish,
  onChange,
}: {
  wish: NotificationSettings
  onChange: (changes: Partial<NotificationSettings>) => void
}) {
  const { mail, chat, quietFrom, quietTo, dailyAt, onWeekends } = wish
  return (
    <>
      {(mail === 'daily' || chat === 'daily') && (
        <TimeInput
          label="The message of a day goes out at"
          minute={dailyAt}
          onChange={(minute) => onChange({ dailyAt: minute ?? 480 })}
        />
      )}
      <Group grow align="flex-start">
        <TimeInput label="Quiet from" minute={quietFrom} onChange={(minute) => onChange({ quietFrom: minute })} />
        <TimeInput label="until" minute={quietTo} onChange={(minute) => onChange({ quietTo: minute })} />
      </Group>
      <Checkbox
        label="On Saturdays and Sundays too"
        checked={onWeekends}
        onChange={(event) => onChange({ onWeekends: event.currentTarget.checked })}
      />
      <Text size="sm" c="dimmed">
        Times are those of the company. Only what is unread and what you may see is sent.
      </Text>
    </>
  )
}

function TimeInput({
  label,
  minute,
  onChange,
}: {
  label: string
  minute: number | null
  onChange: (minute: number | null) => void
}) {
  return (
    <TextInput
      type="time"
      label={label}
      value={minute === null ? '' : minuteText(minute)}
      onChange={(event) => onChange(minuteOf(event.currentTarget.value))}
    />
  )
}
