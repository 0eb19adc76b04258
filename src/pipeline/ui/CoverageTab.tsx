import { Box } from '@mantine/core'
import type { z } from 'zod'
import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pipelineContract } from '../contract.ts'
import { CoverageBySegment } from './CoverageBySegment.tsx'
import classes from './pipeline.module.css'
import { SlippageTable } from './SlippageTable.tsx'
import { useView } from './use-view.ts'

/** Whether what is open is enough for what remains of the quota, by what earlier periods made of theirs. */
export function CoverageTab() {
  const { ready, due } = useView()
  const call = useCall(pipelineContract.coverage, { query: due }, { enabled: ready })
  const { number, percent, shortMoney } = useFormat()
  return (
    <Ready call={call}>
      {(data) => {
        const { currency } = data.basis
        const earlier = (value: string) => <NumberBelow value={value} rows="Earlier periods" />
        return (
          <>
            <Explained
              className={classes.sentence}
              of="Coverage"
              means="Coverage is what is open and due in the period, divided by what remains of the quota. Enough is 1 divided by the share of the open pipeline that earlier periods won from this day on. Deals without an amount count 0. Of a deal that people share, each counts their part, and a team the parts of its people, as in the attainment of quotas."
            >
              <NumberDoor value={shortMoney(data.open.amountMinor, currency)} door="set:open" label="Open" /> is open
              for {data.basis.due?.label ?? 'the period'}.{' '}
              {data.remainingMinor === null ? (
                'No quota is set for this view.'
              ) : data.remainingMinor <= 0 ? (
                `The quota of ${data.subject?.name} is reached.`
              ) : (
                <>
                  <NumberLink
                    value={shortMoney(data.remainingMinor, currency)}
                    to="/goals?tab=quotas"
                    label="Remains"
                  />{' '}
                  of the quota of {data.subject?.name} remains: covered{' '}
                  <NumberDoor value={number(data.coverage ?? 0, 1)} door="set:open" label="Coverage" /> times.
                </>
              )}{' '}
              {data.required === null ? (
                'Earlier periods cannot tell how much would be enough.'
              ) : (
                <>
                  On this day of earlier periods {earlier(percent(data.conversion ?? 0))} of the open pipeline was won
                  by their end: {earlier(number(data.required, 1))} times would be enough.
                </>
              )}
            </Explained>
            <Earlier data={data} />
            <Box mt="xl">
              <SlippageTable />
            </Box>
            <CoverageBySegment currency={currency} />
          </>
        )
      }}
    </Ready>
  )
}

function Earlier({ data }: { data: z.output<(typeof pipelineContract)['coverage']['reply']> }) {
  const { number, percent, money, day } = useFormat()
  const { currency } = data.basis
  return (
    <ScrollRegion label="Earlier periods">
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Earlier period</th>
            <th>Same day of it</th>
            <th className={classes.figure}>
              <Defined
                name="Open then"
                means="Amounts of the deals that were open and due in that period, as known on the same day of it."
              />
            </th>
            <th className={classes.figure}>
              <Defined name="Deals" means="How many deals that were, those without an amount too." />
            </th>
            <th className={classes.figure}>
              <Defined
                name="Of it won by the end"
                means="Amounts of those deals that were won by the end of that period."
              />
            </th>
            <th className={classes.figure}>
              <Defined name="Share" means="Won by the end, divided by what was open then." />
            </th>
          </tr>
        </thead>
        <tbody>
          {data.earlier.map((each) => (
            <tr key={each.from}>
              <th scope="row">
                <NumberLink
                  value={each.label}
                  to={`/pipeline?tab=coverage&asOf=${each.sameDay}&on=${each.from}&door=set:open`}
                />
              </th>
              <td>{day(each.sameDay)}</td>
              <td className={classes.figure}>{money(each.openMinor, currency)}</td>
              <td className={classes.figure}>{number(each.openDeals)}</td>
              <td className={classes.figure}>{money(each.wonMinor, currency)}</td>
              <td className={classes.figure}>{each.conversion === null ? '' : percent(each.conversion)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
