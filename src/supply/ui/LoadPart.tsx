import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { plansContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import { rowsOf } from './public/plan-rows.ts'
import classes from './supply.module.css'

/** Load against capacity: hours used of those there, month by month, and what one more hour would be worth. */
export function LoadPart({ plan }: { plan: PlanHead }) {
  const call = useCall(plansContract.load, { params: { id: plan.id } })
  const { percent, decimalMoney } = useFormat()
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {({ labels, resources }) =>
        resources.length === 0 ? (
          <EmptyState
            title="No resource carries a load"
            teaches="A resource is loaded by the steps of items that name it. Without steps the plan takes capacity as unlimited."
          />
        ) : (
          <ScrollRegion label="Load per resource and month">
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">
                    <Defined
                      name="Resource"
                      means="Hours used of the regular hours there are, month by month; below, where a resource is scarce, what one more hour would be worth. A resource opens its hours."
                    />
                  </th>
                  {labels.map((label) => (
                    <th key={label} scope="col" className={classes.number}>
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {resources.map((each) => (
                  <tr key={each.resource}>
                    <th scope="row">
                      <NumberDoor
                        value={each.resource}
                        door={rowsOf('hours', { resource: each.resource })}
                        param="rows"
                      />
                    </th>
                    {labels.map((label, t) => (
                      <td key={label} className={classes.number}>
                        <Share share={each.utilisation[t] ?? null} shown={percent} />
                        {each.worth[t]! > 0.005 && (
                          <div className={classes.worth}>{decimalMoney(each.worth[t]!.toFixed(2))}/h</div>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )
      }
    </Ready>
  )
}

function Share({ share, shown }: { share: number | null; shown: (share: number) => string }) {
  if (share === null) return <span>closed</span>
  return share > 1 + 1e-6 ? <Tone tone="behind">{shown(share)}</Tone> : <span>{shown(share)}</span>
}
