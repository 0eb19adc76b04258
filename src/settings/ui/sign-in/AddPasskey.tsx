import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { passkeyContract } from '#platform/auth/passkeys/contract.ts'
import { call } from '#platform/ui/call.ts'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { makeKey } from '#platform/ui/passkeys.ts'
import { toast } from '#platform/ui/toast.tsx'
import { browserOf } from './browser-of.ts'
import { YourPassword } from './YourPassword.tsx'

/** A new passkey: the password shows who asks, then the browser asks for finger, face or PIN. */
export function AddPasskey({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const [error, setError] = useState<unknown>(null)
  const [waiting, setWaiting] = useState(false)
  async function add(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setWaiting(true)
    setError(null)
    try {
      const options = await call(passkeyContract.begin, { body: { password: String(form.get('password')) } })
      const made = await makeKey(options)
      if (made) {
        const { name } = await call(passkeyContract.add, { body: { name: String(form.get('name')), ...made } })
        toast(`${name} signs you in from now on`)
        onAdded()
      }
    } catch (failed) {
      setError(failed instanceof Error && failed.name === 'Error' ? failed.message : failed)
    } finally {
      setWaiting(false)
    }
  }
  return (
    <Dialog title="Add a passkey" onClose={onClose}>
      <form onSubmit={(event) => void add(event)}>
        <Stack gap="md">
          <TextInput
            name="name"
            label="Name"
            description="So that you know later which device it is on."
            defaultValue={browserOf(navigator.userAgent)}
            maxLength={80}
            required
            withAsterisk={false}
          />
          <YourPassword />
          <Refused error={error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={waiting}>
              Add it
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
