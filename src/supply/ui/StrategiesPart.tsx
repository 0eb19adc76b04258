import { Button } from '@mantine/core'
import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { plansContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import classes from './supply.module.css'

/** Chase, level and mixed beside the best plan, each priced; the newest plan of each. */
export function StrategiesPart({ plans }: { plans: PlanHead[] }) {
  const { wholeMoney } = useFormat()
  const newest = (['optimal', 'chase', 'level', 'mixed'] as const).map((strategy) =>
    plans.find((plan) => plan.strategy === strategy),
  )
  const best = newest[0]
  const money = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : wholeMoney(value, best?.currency)
  const rows = newest.filter((plan) => plan !== undefined)
  return (
    <Section title="Strategies side by side" aside={<PriceThem />}>
      <ScrollRegion label="Strategies">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Strategy</th>
              <th scope="col">What it holds constant</th>
              <th scope="col" className={classes.number}>
                <Defined
                  name="Margin"
                  means="Revenue at list price less everything the plan pays, over all its months."
                />
              </th>
              <th scope="col" className={classes.number}>
                <Defined name="Less than the best" means="What the strategy earns less than the best plan." />
              </th>
              <th scope="col">
                <Defined name="Plan" means="The number of the newest plan by this strategy." />
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((plan) => (
              <tr key={plan.id}>
                <th scope="row">
                  <NumberLink value={plan.strategy} to={`/supply?plan=${plan.id}`} />
                </th>
                <td>
                  {holds[plan.strategy]}
                  {plan.reason && <div className={classes.worth}>{plan.reason}</div>}
                </td>
                <td className={classes.number}>{money(plan.margin)}</td>
                <td className={classes.number}>
                  {plan === best ? '' : money((best?.margin ?? 0) - (plan.margin ?? 0))}
                </td>
                <td>{plan.number}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  )
}

const holds = {
  optimal: 'nothing: whatever earns most',
  chase: 'stock: production follows demand',
  level: 'production: stock and lateness take up the difference',
  mixed: 'production, but for two changes',
} as const

function PriceThem() {
  const { can } = useSession()
  const make = useCommand(plansContract.make, { onDone: () => toast('Four plans are being made, one per strategy.') })
  if (!can('supply:plan')) return null
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={make.isPending}
      onClick={() => make.mutate({ body: { name: 'strategies', strategies: ['optimal', 'chase', 'level', 'mixed'] } })}
    >
      Price all four
    </Button>
  )
}
