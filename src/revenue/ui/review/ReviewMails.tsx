import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { minuteOf, minuteText } from '#company/local-time.ts'
import { weekdays } from '#company/schedule.ts'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { revenueContract } from '../../contract.ts'
import type { ReviewMail } from '../../review/mail/contract.ts'
import classes from './review.module.css'

/** This review by mail each week, as a dialog behind one button. */
export function ReviewMails({ name }: { name: string }) {
  const [search, change] = useUrlParams()
  const close = () => change({ mail: null })
  return (
    <>
      <Button variant="default" size="xs" onClick={() => change({ mail: 'open' })}>
        By mail
      </Button>
      {search.mail === 'open' && (
        <Dialog title={`The weekly review of ${name} by mail`} onClose={close}>
          <Loaded teamId={search.team} personId={search.person} onClose={close} />
        </Dialog>
      )}
    </>
  )
}

type Whose = { teamId?: string | undefined; personId?: string | undefined }

function Loaded({ onClose, ...whose }: Whose & { onClose: () => void }) {
  const call = useCall(revenueContract.reviewMails)
  return (
    <Ready call={call} loading={<LoadingLines rows={4} />}>
      {({ mails, canMail }) => {
        const known = mails.find(
          ({ teamId, personId }) => teamId === (whose.teamId ?? null) && personId === (whose.personId ?? null),
        )
        return <MailForm known={known} canMail={canMail} whose={whose} onClose={onClose} />
      }}
    </Ready>
  )
}

function MailForm(props: { known: ReviewMail | undefined; canMail: boolean; whose: Whose; onClose: () => void }) {
  const { known, canMail, whose, onClose } = props
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const [weekday, setWeekday] = useState(known?.weekday ?? 1)
  const [time, setTime] = useState(minuteText(known?.minute ?? 480))
  const done = (said: string) => () => {
    toast(said)
    onClose()
  }
  const keep = useCommand(revenueContract.keepReviewMail, { onDone: done('Kept.') })
  const end = useCommand(revenueContract.endReviewMail, { onDone: done('It no longer comes.') })
  const timeZone = known?.timeZone ?? here
  const minute = minuteOf(time)
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (minute !== null) keep.mutate({ body: { ...whose, weekday, minute, timeZone } })
      }}
    >
      <NativeSelect
        label="Every"
        description={
          canMail ? 'A week with nothing to tell sends none.' : 'No mail server is set up here, so none goes out.'
        }
        data={weekdays.map((label, at) => ({ label, value: String(at + 1) }))}
        value={String(weekday)}
        onChange={(event) => setWeekday(Number(event.currentTarget.value))}
      />
      <TextInput
        type="time"
        label="At"
        description={`By the clock of ${timeZone}`}
        error={minute === null && 'An hour of the day, such as 08:00.'}
        value={time}
        onChange={(event) => setTime(event.currentTarget.value)}
      />
      {known && <Known mail={known} />}
      <Refused error={keep.error ?? end.error} />
      <Group gap="xs" justify="flex-end">
        {known && (
          <Button
            variant="default"
            size="xs"
            loading={end.isPending}
            onClick={() => end.mutate({ params: { id: known.id } })}
          >
            Stop it
          </Button>
        )}
        <Button type="submit" size="xs" loading={keep.isPending} disabled={minute === null}>
          {known ? 'Save' : 'Send it every week'}
        </Button>
      </Group>
    </form>
  )
}

function Known({ mail }: { mail: ReviewMail }) {
  const attempt = useCommand(revenueContract.sendReviewMail)
  return (
    <>
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          loading={attempt.isPending}
          onClick={() => attempt.mutate({ params: { id: mail.id } })}
        >
          Send it now to try it
        </Button>
        {attempt.data && <Text size="sm">{attempt.data.answer}</Text>}
      </Group>
      {mail.problem && (
        <Text size="sm" c="var(--mantine-color-error)">
          The last one did not go out. {mail.problem}
        </Text>
      )}
      <Refused error={attempt.error} />
    </>
  )
}
