import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { companyContract } from '#company/contract.ts'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { AsOfPicker, useAsOf } from '#platform/ui/page/AsOfPicker.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { revenueContract } from '../../contract.ts'
import type { Review } from '../../review/contract.ts'
import { HelpPart } from './HelpPart.tsx'
import { MovedPart } from './MovedPart.tsx'
import { pipelineOfWeek } from './pipeline-of-week.ts'
import { QuestionsPart } from './QuestionsPart.tsx'
import { ReviewMails } from './ReviewMails.tsx'
import classes from './review.module.css'
import { WhosePicker } from './WhosePicker.tsx'

/** The weekly review of a team on one page that prints: what moved, what to ask, who to help. */
export function ReviewScreen() {
  const [search] = useUrlParams()
  const today = useCall(companyContract.today).data?.today
  const { team, person } = search
  const query = { ...(team && { teamId: team }), ...(person && { personId: person }), ...useAsOf() }
  const call = useCall(revenueContract.review, { query })
  return (
    <Page
      title="Weekly review"
      answer={call.data && <Sentence review={call.data} />}
      actions={
        <div className={classes.controls}>
          <WhosePicker />
          <AsOfPicker today={today} />
          <ReviewMails name={nameOf(call.data)} />
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPrinter size={15} aria-hidden />}
            onClick={() => print()}
          >
            Print
          </Button>
        </div>
      }
    >
      <Ready call={call} loading={<LoadingBlock height={420} />}>
        {(review) => (
          <>
            <MovedPart review={review} />
            <QuestionsPart review={review} />
            <HelpPart review={review} />
          </>
        )}
      </Ready>
    </Page>
  )
}

function nameOf(review: Review | undefined): string {
  if (!review) return 'this page'
  return review.subject.kind === 'company' ? 'everybody' : review.subject.name
}

function Sentence({ review }: { review: Review }) {
  const { shortMoney, percent, day } = useFormat()
  const { known } = useAsOf()
  const { subject, week, period, waterfall, won, outlook, outlookBefore, currency, quotaMinor } = review
  const expected = (value: string) => <NumberLink value={value} to="/revenue?tab=outlook" label="Outlook" />
  const change = waterfall.closing.amountMinor - waterfall.opening.amountMinor
  const whose = subject.kind === 'company' ? 'the company' : subject.name
  return (
    <Answer means="The open pipeline counts open deals expected to close within the period, at the end of the day. Won is what was won in the week. The outlook is what the period is expected to book, closed deals included; one in ten outcomes lies below its range, one in ten above.">
      From {day(week.from)} to {day(week.to)}, the open pipeline of {whose} for {period.label}{' '}
      {change === 0 ? 'stayed at ' : change > 0 ? 'rose to ' : 'fell to '}
      <NumberLink
        value={shortMoney(waterfall.closing.amountMinor, currency)}
        to={pipelineOfWeek(review, { known })}
        label="Open pipeline"
      />
      ;{' '}
      <NumberLink
        value={shortMoney(won.amountMinor === 0 ? 0 : -won.amountMinor, currency)}
        to={pipelineOfWeek(review, { known, door: 'bar:won' })}
        label="Won"
      />{' '}
      was won.
      {outlook && (
        <>
          {' '}
          The outlook is {expected(shortMoney(outlook.meanMinor, currency))} (<span data-named>{percent(0.8)}:</span>{' '}
          {expected(`${shortMoney(outlook.loMinor, currency)} to ${shortMoney(outlook.hiMinor, currency)}`)})
          {quotaMinor !== null && quotaMinor > 0 && (
            <>
              , <NumberLink value={percent(outlook.meanMinor / quotaMinor)} to="/goals?tab=quotas" label="Of quota" />{' '}
              of quota
            </>
          )}
          {outlookBefore && <>; a week before it was {expected(shortMoney(outlookBefore.meanMinor, currency))}</>}.
        </>
      )}
    </Answer>
  )
}
