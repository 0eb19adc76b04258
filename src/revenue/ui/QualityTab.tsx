import { Stack } from '@mantine/core'
import { pipelineContract } from '#pipeline/contract.ts'
import { Faults } from '#pipeline/ui/public/Faults.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { RefusedCalls } from './RefusedCalls.tsx'
import type { RollUpReply } from './RevenueScreen.tsx'
import classes from './revenue.module.css'
import { useView } from './use-view.ts'

/** What is wrong with the data behind calls and outlook, with the deals and the money it touches; nothing is left out in silence. */
export function QualityTab({ rollUp }: { rollUp: RollUpReply }) {
  const { asOf } = useView()
  const call = useCall(pipelineContract.quality, { query: asOf })
  const at = (kind: string) => `/pipeline?${new URLSearchParams({ ...asOf, tab: 'quality', door: `fault:${kind}` })}`
  return (
    <Stack gap={28}>
      <RefusedCalls rollUp={rollUp} />
      <Section title="Deals">
        <Ready call={call} loading={<LoadingLines rows={6} />}>
          {(quality) =>
            quality.kinds.length === 0 ? (
              <p className={classes.calm}>Nothing is wrong with the data of deals.</p>
            ) : (
              <Faults
                quality={quality}
                door={({ kind, value, says }) => <NumberLink value={value} to={at(kind)} label={says} />}
              />
            )
          }
        </Ready>
      </Section>
    </Stack>
  )
}
