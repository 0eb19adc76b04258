import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { overviewContract } from '../contract.ts'
import type { Health } from '../schema.ts'
import classes from './overview.module.css'

/** How fresh the data are, and where they came from; only what the reader may see. */
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
  const { lastImport } = health
  const lines = health.orderLines === null ? '' : `${number(health.orderLines)}, `
  const deals = health.dealsChangedAt && `${number(health.deals)}, last changed ${instant(health.dealsChangedAt)}`
  const told = lastImport && `${lastImport.fileName}, ${instant(lastImport.at)}, ${lastImport.status}`
  const orders = health.ordersThrough && `${lines}through ${day(health.ordersThrough)}`
  const facts = [
    { term: 'Deals', value: deals, to: '/crm/deals', may: 'crm:read' },
    { term: 'Order lines', value: orders, to: '/demand', may: 'demand:read' },
    {
      term: 'Forecasts',
      value: health.forecastAt && `made ${instant(health.forecastAt)}`,
      to: '/demand',
      may: 'demand:read',
    },
    { term: 'Last import', value: told, to: '/imports', may: 'imports:read' },
  ]
  return (
    <dl className={classes.facts}>
      {facts
        .filter(({ may }) => can(may))
        .map(({ term, value, to }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              {value ? (
                <Anchor component={Link} to={to as never} c="inherit" fz="inherit">
                  {value}
                </Anchor>
              ) : (
                'none yet'
              )}
            </dd>
          </div>
        ))}
    </dl>
  )
}
