import { Button } from '@mantine/core'
import { Section } from '#platform/ui/page/Page.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { OutlookReply } from '../contract.ts'
import { useScenario } from './use-scenario.ts'

type Scenario = NonNullable<OutlookReply['scenario']>

/** Where the period would land with some deals won and others lost. */
export function ScenarioWords({ scenario, reply }: { scenario: Scenario; reply: OutlookReply }) {
  const { shortMoney, percent } = useFormat()
  const { clear } = useScenario()
  const { outlook, won, lost, chanceOfQuota, ignored } = scenario
  const money = (minor: number) => shortMoney(minor, reply.currency)
  const parts = [
    won.length > 0 && `winning ${won.map(({ name }) => name).join(', ')}`,
    lost.length > 0 && `losing ${lost.map(({ name }) => name).join(', ')}`,
  ].filter(Boolean)
  return (
    <Section
      title="If it went so"
      aside={
        <Button variant="default" size="compact-sm" onClick={clear}>
          Clear
        </Button>
      }
    >
      <p>
        {parts.length === 0 ? 'No open deal is in the scenario' : `With ${parts.join(' and ')}`}, {reply.period.label}{' '}
        is expected to book {money(outlook.meanMinor)} ({money(outlook.loMinor)} to {money(outlook.hiMinor)})
        {chanceOfQuota !== null && `, and the quota is reached with a probability of ${percent(chanceOfQuota)}`}. The
        record of the deals stays as it is.
        {ignored > 0 && ` ${ignored} of the deals named are not open any more.`}
      </p>
    </Section>
  )
}
