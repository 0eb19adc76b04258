import { Button, Checkbox, PasswordInput, Stack } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { callFile } from '#platform/ui/call.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { saveFile } from '#platform/ui/save-file.ts'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { settingsContract } from '../contract.ts'

/** A backup behind a passphrase; with the digests of passwords only for who manages users, and only when asked. */
export function SealedBackup() {
  const { can } = useSession()
  const make = useMutation({
    mutationFn: (body: { passphrase: string; passwords: boolean }) => callFile(settingsContract.sealedBackup, { body }),
    onSuccess: ({ blob, name }) => {
      saveFile(blob, name)
      toast(`${name} is saved. Without its passphrase nobody can open it, Drumbeat neither.`)
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    make.mutate({ passphrase: String(form.get('passphrase')), passwords: form.get('passwords') === 'on' })
  }
  return (
    <form onSubmit={submit} aria-label="Sealed backup">
      <Stack gap="sm" align="flex-start" maw={420}>
        <PasswordInput
          w="100%"
          name="passphrase"
          label="Passphrase"
          description="At least 12 characters; four or five words are best"
          minLength={12}
          maxLength={1000}
          autoComplete="new-password"
          required
          withAsterisk={false}
        />
        {can('users:manage') && (
          <Checkbox
            name="passwords"
            label="With the digests of passwords, so that people sign in after a restore as before"
          />
        )}
        {make.error && <Refused error={make.error} />}
        <Button type="submit" loading={make.isPending} leftSection={<IconDownload size={16} aria-hidden />}>
          Download a sealed backup
        </Button>
      </Stack>
    </form>
  )
}
