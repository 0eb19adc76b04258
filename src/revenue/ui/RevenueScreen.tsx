import type { z } from 'zod'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { revenueContract } from '../contract.ts'
import { AccuracyTab } from './AccuracyTab.tsx'
import { CallsTab } from './CallsTab.tsx'
import { Controls } from './Controls.tsx'
import { CoursePart } from './CoursePart.tsx'
import { ForecastTab } from './ForecastTab.tsx'
import { MissingTab } from './MissingTab.tsx'
import { OutlookTab } from './OutlookTab.tsx'
import { PersonCalls } from './PersonCalls.tsx'
import { QualityTab } from './QualityTab.tsx'
import { RevenueAnswer } from './RevenueAnswer.tsx'
import { useView } from './use-view.ts'

export type RollUpReply = z.output<(typeof revenueContract.rollUp)['reply']>

/** Revenue: what people call for a period, rolled up along the team tree, and how good their calls were. */
export function RevenueScreen() {
  const { query } = useView()
  const call = useCall(revenueContract.rollUp, { query })
  return (
    <Page
      title="Revenue"
      answer={call.data && <RevenueAnswer rollUp={call.data} />}
      actions={call.data && <Controls rollUp={call.data} />}
    >
      <Ready call={call} loading={<LoadingBlock height={420} />}>
        {(rollUp) => (rollUp.lines.length === 0 ? <Nobody label={rollUp.period.label} /> : <Shown rollUp={rollUp} />)}
      </Ready>
    </Page>
  )
}

function Shown({ rollUp }: { rollUp: RollUpReply }) {
  const missing = rollUp.missing.length
  return (
    <>
      <CoursePart />
      <PageTabs
        tabs={[
          { value: 'calls', label: 'Calls', content: () => <CallsTab rollUp={rollUp} /> },
          { value: 'forecast', label: 'Forecast', content: () => <ForecastTab /> },
          { value: 'outlook', label: 'Outlook', content: () => <OutlookTab /> },
          {
            value: 'missing',
            label: missing > 0 ? `Not called (${missing})` : 'Not called',
            content: () => <MissingTab rollUp={rollUp} />,
          },
          { value: 'accuracy', label: 'Accuracy', content: () => <AccuracyTab /> },
          { value: 'quality', label: 'Data quality', content: () => <QualityTab rollUp={rollUp} /> },
        ]}
      />
      <DetailDrawer param="person" title="Calls" size={620}>
        {(id) => <PersonCalls rollUp={rollUp} personId={id} />}
      </DetailDrawer>
    </>
  )
}

function Nobody({ label }: { label: string }) {
  return (
    <EmptyState
      title={`Nobody has a goal or a deal in ${label}`}
      teaches="Here you will see what each person calls for the period, rolled up along the team tree, beside what is closed and what is open, and later how good the calls were."
      needs="Deals with owners and close dates, or quotas."
    />
  )
}
