import { Stack } from '@mantine/core'
import { wonPath } from '#crm/ui/public/won-path.ts'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type OutlookReply, revenueContract } from '../contract.ts'
import { OutlookBySegment } from './OutlookBySegment.tsx'
import { OutlookMoves } from './OutlookMoves.tsx'
import { OutlookQuality } from './OutlookQuality.tsx'
import { RecordedWords } from './RecordedWords.tsx'
import classes from './revenue.module.css'
import { ScenarioWords } from './ScenarioWords.tsx'
import { ScoredDeals } from './ScoredDeals.tsx'
import { useScenario } from './use-scenario.ts'
import { useView } from './use-view.ts'

/** What the deals of the period point to: the outlook, what moved it, which deals stand out, and how far it can be trusted. */
export function OutlookTab() {
  const { period, asOf } = useView()
  const { query } = useScenario()
  const call = useCall(revenueContract.outlook, { query: { ...period, ...asOf, ...query } })
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {(reply) =>
        reply.outlook === null ? (
          <p className={classes.calm}>{reply.why}</p>
        ) : (
          <Stack gap={28}>
            <div>
              <OutlookWords reply={reply} />
              <RecordedWords reply={reply} />
            </div>
            {reply.scenario && <ScenarioWords scenario={reply.scenario} reply={reply} />}
            {reply.before && <OutlookMoves before={reply.before} reply={reply} />}
            <OutlookBySegment whole={reply.outlook} currency={reply.currency} />
            <ScoredDeals />
            {reply.quality && <OutlookQuality quality={reply.quality} />}
          </Stack>
        )
      }
    </Ready>
  )
}

function OutlookWords({ reply }: { reply: OutlookReply }) {
  const { shortMoney, percent, number } = useFormat()
  const { outlook, asOf, currency, period, chanceOfQuota, quotaMinor } = reply
  if (!outlook) return null
  const money = (minor: number) => shortMoney(minor, currency)
  const deals = (value: string) => <NumberBelow value={value} rows="Deals" />
  return (
    <Section title="Where it will land">
      <Explained
        of="Outlook"
        means="A distribution of bookings: what is closed, each open deal with its chance and time to close, and deals not created yet as earlier periods brought them. The range holds eight times in ten."
      >
        {period.label} is expected to book {deals(money(outlook.meanMinor))}; eight in ten times between{' '}
        {deals(money(outlook.loMinor))} and {deals(money(outlook.hiMinor))}.{' '}
        <NumberLink value={money(outlook.closedMinor)} to={wonPath(period, { asOf })} label="Closed" /> is closed,{' '}
        {deals(money(outlook.fromOpenMinor))} is expected of {deals(number(outlook.openDeals))} open deals and{' '}
        {deals(money(outlook.fromComingMinor))} of deals not created yet.
        {chanceOfQuota !== null && quotaMinor !== null && (
          <>
            {' '}
            The {reply.subject.kind === 'company' ? 'goal' : 'quota'} of{' '}
            <NumberLink value={money(quotaMinor)} to="/goals?tab=quotas" label="Quota" /> is reached with a probability
            of {deals(percent(chanceOfQuota))}.
          </>
        )}
        {outlook.withoutAmount > 0 && (
          <>
            {' '}
            <NumberLink
              value={number(outlook.withoutAmount)}
              to="/crm/deals?outcome=open&missing=amount"
              label="Without an amount"
            />{' '}
            open deals without an amount add nothing.
          </>
        )}
      </Explained>
    </Section>
  )
}
