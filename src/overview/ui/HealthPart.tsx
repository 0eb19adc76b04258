import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { overviewContract } from '../contract.ts'
import type { Health } from '../schema.ts'
import classes from './overview.module.css'

/** How fresh the data are, and where they came from. */
export function HealthPart() {
  const call = useCall(overviewContract.health)
  return (
    <Section title="How fresh this is">
      <Ready call={call} loading={<LoadingLines rows={2} />}>
        {(health) => <Facts health={health} />}
      </Ready>
    </Section>
  )
}

function Facts({ health }: { health: Health }) {
  const { number, instant, day } = useFormat()
  const { can } = useSession()
  const lines = health.orderLines === null ? '' : `${number(health.orderLines)}, `
  const facts: [string, string][] = [
    [
      'Deals',
      health.dealsChangedAt ? `${number(health.deals)}, last changed ${instant(health.dealsChangedAt)}` : 'none yet',
    ],
    ['Order lines', health.ordersThrough ? `${lines}through ${day(health.ordersThrough)}` : 'none yet'],
    ['Forecasts', health.forecastAt ? `made ${instant(health.forecastAt)}` : 'none yet'],
  ]
  const { lastImport } = health
  if (can('imports:read')) {
    const told = lastImport && `${lastImport.fileName}, ${instant(lastImport.at)}, ${lastImport.status}`
    facts.push(['Last import', told ?? 'none yet'])
  }
  return (
    <dl className={classes.facts}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
