import { SegmentedControl, Stack } from '@mantine/core'
import type { z } from 'zod'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { screenAt, useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { questionsContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import { rowsOf } from './public/plan-rows.ts'
import classes from './supply.module.css'
import { useWhole } from './use-whole.ts'

const levels = [0.7, 0.8, 0.9, 0.95] as const

type RiskAnswer = z.output<typeof questionsContract.risk.reply>

/** How sure this plan is: futures drawn from the forecasts' own errors are played on it as it stands. */
export function RiskPart({ plan }: { plan: PlanHead }) {
  const { percent } = useFormat()
  const [found, choose] = useUrlParam('served')
  const service = levels.find((level) => String(level) === found) ?? 0.8
  const call = useCall(questionsContract.risk, { params: { id: plan.id }, query: { service } })
  return (
    <Ready call={call} loading={<LoadingBlock height={420} />}>
      {(risk) => (
        <Stack gap="xl">
          <InShort risk={risk} plan={plan} service={service} />
          <Section
            title="Chance of service by family"
            aside={
              <SegmentedControl
                size="xs"
                aria-label="Share served in time that counts as good"
                value={String(service)}
                onChange={choose}
                data={levels.map((level) => ({ value: String(level), label: percent(level) }))}
              />
            }
          >
            <Families risk={risk} plan={plan} service={service} />
          </Section>
          <Section title="Chance of overload by resource and month">
            <Overloads risk={risk} />
          </Section>
        </Stack>
      )}
    </Ready>
  )
}

type Props = { risk: RiskAnswer; plan: PlanHead; service: number }

function InShort({ risk, plan, service }: Props) {
  const { number, percent } = useFormat()
  const whole = useWhole(plan)
  const of = (money: number) => <NumberDoor value={whole(money)} door="margin" />
  const worst = [...risk.families].sort((a, b) => a.chanceOfService - b.chanceOfService)[0]
  return (
    <Answer
      tone={worst && worst.chanceOfService < 0.8 ? 'behind' : 'ahead'}
      means="The plan is played in futures drawn from what is uncertain: demand, yield and lead times. Margin is what is earned at list price less what is paid; served in time is what goes out in the month it is wanted."
    >
      In nine of ten of <NumberBelow value={number(risk.samples)} rows="Families by chance of service" /> futures the
      margin is {of(risk.margin.p10)} or more, in the median {of(risk.margin.p50)}; one in ten costs{' '}
      {of(risk.cashAtRisk)} more than the median.{' '}
      {worst && (
        <>
          Least sure is {worst.family}: <NumberBelow value={percent(service)} rows="Families by chance of service" /> of
          its demand is served in time in{' '}
          <NumberBelow value={percent(worst.chanceOfService)} rows="Families by chance of service" /> of them.{' '}
        </>
      )}
      Played as it stands: nobody plans anew when demand comes differently.
    </Answer>
  )
}

function Families({ risk, plan, service }: Props) {
  const { percent } = useFormat()
  const whole = useWhole(plan)
  const rows = [...risk.families].sort((a, b) => a.chanceOfService - b.chanceOfService)
  return (
    <ScrollRegion label="Families by chance of service">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Family</th>
            <th scope="col" className={classes.number}>
              <Defined
                name={`Futures with ${percent(service)} in time`}
                means="The share of futures in which at least that much of the family's demand is served in the month it is wanted."
              />
            </th>
            <th scope="col" className={classes.number}>
              <Defined
                name="Served in time, eight of ten futures"
                means="The share of demand served in time: in eight of ten futures it lies in this range."
              />
            </th>
            <th scope="col" className={classes.number}>
              <Defined
                name="Stock for one more point of service"
                means="What it costs a year to hold the stock that serves one per cent more of the demand in time."
              />
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ family, chanceOfService, served, nextPoint }) => (
            <tr key={family}>
              <th scope="row">
                <NumberLink value={family} to={screenAt('/supply', { plan: plan.id, tab: 'service', family })} />
              </th>
              <td className={classes.number}>{percent(chanceOfService)}</td>
              <td className={classes.number}>
                {percent(served.p10)} to {percent(served.p90)}
              </td>
              <td className={classes.number}>{nextPoint === null ? 'cannot be told' : whole(nextPoint)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Overloads({ risk }: { risk: RiskAnswer }) {
  const { percent } = useFormat()
  const rows = risk.resources.filter(({ chanceOfOverload }) => chanceOfOverload.some((chance) => chance >= 0.01))
  if (rows.length === 0) return <p>No resource is overloaded in more than one of a hundred futures.</p>
  return (
    <ScrollRegion label="Resources by chance of overload">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">
              <Defined
                name="Resource"
                means="The share of futures in which the resource would need more hours than it has, month by month."
              />
            </th>
            {risk.labels.map((label) => (
              <th key={label} scope="col" className={classes.number}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ resource, chanceOfOverload }) => (
            <tr key={resource}>
              <th scope="row">
                <NumberDoor value={resource} door={rowsOf('hours', { resource })} param="rows" />
              </th>
              {risk.labels.map((label, t) => (
                <td
                  key={label}
                  className={classes.number}
                  style={{
                    background: `color-mix(in srgb, var(--behind) ${Math.round((chanceOfOverload[t] ?? 0) * 30)}%, transparent)`,
                  }}
                >
                  {percent(chanceOfOverload[t] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
