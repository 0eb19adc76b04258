import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pipelineContract } from '../contract.ts'
import classes from './pipeline.module.css'
import { useView } from './use-view.ts'

/** What is wrong with the data behind all this, with deals and money; nothing is left out in silence. */
export function QualityTab() {
  const { ready, view } = useView()
  const call = useCall(pipelineContract.quality, { query: view }, { enabled: ready })
  const { money, number } = useFormat()
  const all = (count: string) => <NumberDoor value={`${count} deals`} door="set:all" />
  return (
    <Ready call={call}>
      {({ kinds, deals, basis }) => (
        <>
          <Explained
            className={classes.sentence}
            of="Data quality"
            means="All deals of this view, open and closed. A deal with several faults stands in several lines."
          >
            {kinds.length === 0 ? (
              <>Nothing is wrong with the data of {all(number(deals))}.</>
            ) : (
              <>
                Of {all(number(deals))}, some lack what figures need. They are counted wherever they can be; this is
                where they cannot.
              </>
            )}
          </Explained>
          {kinds.length > 0 && (
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
                  {kinds.map((kind) => (
                    <tr key={kind.kind}>
                      <th scope="row">{kind.says}</th>
                      <td className={classes.figure}>
                        <NumberDoor value={number(kind.deals)} door={`fault:${kind.kind}`} label={kind.says} />
                      </td>
                      <td className={classes.figure}>{number(kind.openDeals)}</td>
                      <td className={classes.figure}>
                        {money(kind.amountMinor, basis.currency)}
                        {kind.unconverted.map((bare) => ` + ${money(bare.amountMinor, bare.currency)}`)}
                      </td>
                      <td>{kind.matters}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollRegion>
          )}
        </>
      )}
    </Ready>
  )
}
