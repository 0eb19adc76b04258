import { wonPath } from '#crm/ui/public/won-path.ts'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { RollUpReply } from './RevenueScreen.tsx'

/** What is called for the period in one sentence, whose numbers are doors. */
export function RevenueAnswer({ rollUp }: { rollUp: RollUpReply }) {
  const { day, money, percent, shortMoney } = useFormat()
  const { total, period, currency, asOf } = rollUp
  const { commitMinor, quotaMinor, closedMinor, missing } = total
  const { outlook } = total
  const outlookWords = outlook && (
    <>
      . Its deals point to <Outlook value={shortMoney(outlook.meanMinor, currency)} /> (
      <span data-named>{percent(0.8)}:</span>{' '}
      <Outlook value={`${shortMoney(outlook.loMinor, currency)} to ${shortMoney(outlook.hiMinor, currency)}`} />)
    </>
  )
  const closed = wonPath(period, { asOf })
  const share = commitMinor !== null && quotaMinor ? commitMinor / quotaMinor : null
  const tone = share === null ? 'uncertain' : share >= 1 ? 'ahead' : 'behind'
  return (
    <>
      {commitMinor === null ? (
        <Answer tone="uncertain">
          Nobody has called {period.label} yet;{' '}
          <NumberLink value={shortMoney(closedMinor, currency)} to={closed} label="Closed" /> is closed
          {outlookWords}.
        </Answer>
      ) : (
        <Answer
          tone={tone}
          means="The quota is what the top of the team has to bring in the period, which may be more than the company's goal; closed are deals won within it. What deals point to is the outlook: closed, plus what open deals and deals not created yet are expected to bring; its range holds eight times in ten."
        >
          {period.label} is called at{' '}
          <NumberDoor value={shortMoney(commitMinor, currency)} door="commit" label="Commit" />
          {share !== null && (
            <>
              , <NumberDoor value={percent(share)} door="commit" label="Of quota" /> of quota
            </>
          )}
          ; <NumberLink value={shortMoney(closedMinor, currency)} to={closed} label="Closed" /> of it is closed
          {missing > 0 && (
            <>
              , and{' '}
              <NumberLink
                value={missing === 1 ? 'one person has' : `${missing} people have`}
                to="/revenue?tab=missing"
              />{' '}
              not called
            </>
          )}
          {outlookWords}.
        </Answer>
      )}
      <DetailDrawer
        param="door"
        value="commit"
        title={`Commit for ${period.label}`}
        definition={
          rollUp.method === 'as submitted'
            ? 'The calls at the top of the team tree. A manager counts with the adjustment from above, else with their own team call, else with the sum of the numbers below and their own deals.'
            : "The calls that people made for their own deals, summed along the team tree; managers' team calls and adjustments are left aside."
        }
        asOf={day(asOf)}
        leftOut={missing > 0 && `${missing} people who are expected to call and have not`}
      >
        <p>
          Commit {commitMinor === null ? 'not said' : money(commitMinor, currency)}, best case{' '}
          {total.bestMinor === null ? 'not said' : money(total.bestMinor, currency)}, closed{' '}
          {money(closedMinor, currency)}, open for the period {money(total.openMinor, currency)}
          {quotaMinor !== null && `, quota ${money(quotaMinor, currency)}`}.
        </p>
      </DetailDrawer>
    </>
  )
}

function Outlook({ value }: { value: string }) {
  return <NumberLink value={value} to="/revenue?tab=outlook" label="Outlook" />
}
