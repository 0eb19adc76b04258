import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { encode } from 'uqr'
import { authContract } from '#platform/auth/contract.ts'
import { CopyField } from '#platform/ui/form/CopyField.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import classes from '../settings.module.css'

/** The secret as a picture for the app and as text, the codes for the day the phone is lost, and a first code to prove it. */
export function SetUpApp({ uri, backupCodes, onDone }: { uri: string; backupCodes: string[]; onDone: () => void }) {
  const confirm = useCommand(authContract.confirmTwoFactor, {
    quiet: true,
    onDone: () => {
      toast('Sign-in asks for a code from now on')
      onDone()
    },
  })
  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    confirm.mutate({ body: { code: String(new FormData(event.currentTarget).get('code')).trim() } })
  }
  return (
    <Stack gap="lg" className={classes.form}>
      <Text size="sm">Scan this with your authenticator app, or type the secret into it.</Text>
      <QrCode text={uri} />
      <CopyField label="Secret" text={new URL(uri).searchParams.get('secret') ?? ''} />
      <div>
        <Text size="sm" mb={6}>
          Should the phone be lost, each of these codes signs you in once. Keep them where you keep passwords.
        </Text>
        <CopyField label="Codes for a lost phone" text={backupCodes.join(' ')} />
      </div>
      <form onSubmit={send}>
        <Stack gap="md">
          <TextInput
            name="code"
            label="The code that the app shows now"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="\d{6}"
            maxLength={6}
            required
            withAsterisk={false}
          />
          <Refused error={confirm.error} />
          <Group>
            <Button type="submit" loading={confirm.isPending}>
              Ask for a code from now on
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  )
}

/** A QR code, dark on light in either theme: cameras read it no other way. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width={196} height={196} role="img" aria-label="QR code with the secret">
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  )
}
