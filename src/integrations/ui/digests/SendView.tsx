import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../../contract.ts'
import type { Digest, Part } from '../../digests/schema.ts'
import { DigestForm } from './DigestForm.tsx'
import { givenOf, newDigest, withPart } from './given-of.ts'

const fresh = 'new'

/** Puts a view into a new digest, or into one that comes already. */
export function SendView({ part, onClose }: { part: Part; onClose: () => void }) {
  const call = useCall(integrationsContract.digests)
  const [into, setInto] = useState(fresh)
  return (
    <Dialog title={`Send ${part.title}`} size="lg" onClose={onClose}>
      <Ready call={call} loading={<LoadingLines rows={6} />}>
        {({ digests }) => {
          const own = digests.filter(({ isOwn }) => isOwn)
          const chosen = own.find(({ id }) => id === into)
          return (
            <Stack gap="md">
              {own.length > 0 && (
                <NativeSelect
                  label="In"
                  data={[
                    { value: fresh, label: 'A new digest' },
                    ...own.map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  value={into}
                  onChange={(event) => setInto(event.currentTarget.value)}
                />
              )}
              {chosen ? (
                <Added digest={chosen} part={part} onClose={onClose} />
              ) : (
                <Fresh part={part} onClose={onClose} />
              )}
            </Stack>
          )
        }}
      </Ready>
    </Dialog>
  )
}

function Fresh({ part, onClose }: { part: Part; onClose: () => void }) {
  const add = useCommand(integrationsContract.addDigest, {
    quiet: true,
    onDone: () => {
      toast('It will be sent. Digests has all that comes to you.')
      onClose()
    },
  })
  return (
    <DigestForm
      initial={newDigest([part], part.title)}
      submit="Send it from now on"
      saving={add.isPending}
      error={add.error}
      onSave={(body) => add.mutate({ body })}
      onCancel={onClose}
    />
  )
}

function Added({ digest, part, onClose }: { digest: Digest; part: Part; onClose: () => void }) {
  const change = useCommand(integrationsContract.changeDigest, {
    quiet: true,
    onDone: () => {
      toast(`${part.title} comes with ${digest.name}`)
      onClose()
    },
  })
  const given = givenOf(digest)
  return (
    <>
      <Text size="sm">
        It stands after what {digest.name} holds already: {digest.parts.map(({ title }) => title).join(', ')}.
      </Text>
      <Refused error={change.error} />
      <Group gap="xs" justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          loading={change.isPending}
          onClick={() =>
            change.mutate({ params: { id: digest.id }, body: { ...given, parts: withPart(given.parts, part) } })
          }
        >
          Add it
        </Button>
      </Group>
    </>
  )
}
