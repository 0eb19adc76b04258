import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { integrationsContract } from '../../contract.ts'
import type { Digest } from '../../digests/schema.ts'
import { AddDigest } from './AddDigest.tsx'
import { DigestDetail } from './DigestDetail.tsx'
import { DigestsGrid } from './DigestsGrid.tsx'

/** Digests: the views that come to one again and again, and those that one has sent to others. */
export function DigestsScreen() {
  const call = useCall(integrationsContract.digests)
  return (
    <Page title="Digests" answer={call.data && <InShort digests={call.data.digests} canMail={call.data.canMail} />}>
      <Ready call={call} loading={<LoadingBlock height={420} />}>
        {({ digests }) => {
          const named = (id: string) => digests.find((each) => each.id === id)
          return (
            <>
              <DigestsGrid digests={digests} />
              <DetailDrawer param="digest" title={(id) => named(id)?.name ?? 'New digest'} size={680}>
                {(id) => {
                  const digest = named(id)
                  return digest ? <DigestDetail key={id} digest={digest} /> : <AddDigest />
                }}
              </DetailDrawer>
            </>
          )
        }}
      </Ready>
    </Page>
  )
}

function InShort({ digests, canMail }: { digests: Digest[]; canMail: boolean }) {
  const { number } = useFormat()
  const failing = digests.filter(({ receivers }) => receivers.some(({ problem }) => problem !== null)).length
  const own = digests.filter(({ isOwn }) => isOwn).length
  const others = digests.length - own
  return (
    <Answer
      tone={failing > 0 ? 'behind' : 'ahead'}
      since={!canMail && 'No mail server is set up here, so no mail goes out.'}
      means="A digest is a mail, or a message in your chat, with views of Drumbeat as its receiver may see them when it is sent. What is new since the last one is marked."
    >
      {digests.length === 0
        ? 'No digest comes to you.'
        : `${number(own)} ${own === 1 ? 'digest' : 'digests'} of your own, ${number(others)} of others; ${failing === 0 ? 'all arrive' : `${number(failing)} did not arrive everywhere`}.`}
    </Answer>
  )
}
