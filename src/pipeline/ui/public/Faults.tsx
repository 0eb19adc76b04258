import type { ReactNode } from 'react'
import type { z } from 'zod'
import { Defined } from '#platform/ui/page/Means.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { pipelineContract } from '../../contract.ts'
import classes from '../pipeline.module.css'

type Quality = z.output<(typeof pipelineContract)['quality']['reply']>

/** What is wrong with the data of deals, with the deals and the money it touches; `door` opens the deals of a fault. */
export function Faults(props: {
  quality: Quality
  door: (fault: { kind: string; value: string; says: string }) => ReactNode
}) {
  const { quality, door } = props
  const { money, number } = useFormat()
  return (
    <ScrollRegion label="Data quality">
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Deals that are</th>
            <th className={classes.figure}>
              <Defined name="Deals" means="Deals with this fault; the number opens them." />
            </th>
            <th className={classes.figure}>
              <Defined name="Open" means="Of these deals, those that are open." />
            </th>
            <th className={classes.figure}>
              <Defined name="Money" means="Amounts of these deals; currencies without a rate stand apart." />
            </th>
            <th>What it does</th>
          </tr>
        </thead>
        <tbody>
          {quality.kinds.map(({ kind, says, matters, deals, openDeals, amountMinor, unconverted }) => (
            <tr key={kind}>
              <th scope="row">{says}</th>
              <td className={classes.figure}>{door({ kind, value: number(deals), says })}</td>
              <td className={classes.figure}>{number(openDeals)}</td>
              <td className={classes.figure}>
                {money(amountMinor, quality.basis.currency)}
                {unconverted.map((bare) => ` + ${money(bare.amountMinor, bare.currency)}`)}
              </td>
              <td>{matters}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
