import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../../contract.ts'
import { DigestForm } from './DigestForm.tsx'
import { newDigest } from './given-of.ts'
import { usualParts } from './view-at.ts'

/** A new digest; it begins with what most want to read on a Monday. */
export function AddDigest() {
  const [, open] = useUrlParam('digest')
  const views = useCall(integrationsContract.digestViews)
  const add = useCommand(integrationsContract.addDigest, {
    quiet: true,
    onDone: ({ id }) => {
      toast('Digest added')
      open(id)
    },
  })
  return (
    <Ready call={views} loading={<LoadingLines rows={8} />}>
      {({ views: offered }) => (
        <DigestForm
          initial={newDigest(usualParts(offered), 'Monday digest')}
          submit="Add digest"
          saving={add.isPending}
          error={add.error}
          onSave={(body) => add.mutate({ body })}
        />
      )}
    </Ready>
  )
}
