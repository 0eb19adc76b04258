import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { planningContract } from '../../planning-contract.ts'
import classes from '../incentives/incentives.module.css'

type Asked = { growth: number; presence: number; hires: number; hiresIn: number }

/** Fewer, more and later hires than asked for, beside each other and beside nobody. */
export function ScenariosTable({ asked, months }: { asked: Asked; months: readonly string[] }) {
  const { growth, presence } = asked
  const { day, money, number } = useFormat()
  const query = { growth, presence, hires: alternatives(asked).join(',') }
  const call = useCall(planningContract.capacityScenarios, { query })
  const inWords = (hires: readonly { month: number; heads: number }[]) =>
    hires.length === 0
      ? 'Nobody is hired'
      : hires
          .map(({ month, heads }) => `${number(heads)} from ${months[month] ? day(months[month]) : month}`)
          .join(', ')
  return (
    <Section title="Scenarios side by side">
      <Ready call={call}>
        {({ scenarios, currency }) => (
          <ScrollRegion label="Scenarios of hires">
            <table className={classes.table}>
              <thead>
                <tr>
                  <th>Hires</th>
                  <th className={classes.figure}>
                    <Defined
                      name="Capacity"
                      means="What all people bring over the twelve months, hires as they ramp."
                    />
                  </th>
                  <th className={classes.figure}>
                    <Defined name="Gap" means="Capacity less the target of the twelve months." />
                  </th>
                  <th className={classes.figure}>
                    <Defined name="Ramped at the end" means="Ramped heads in the last of the twelve months." />
                  </th>
                  <th className={classes.figure}>
                    <Defined name="Months short" means="Months whose capacity is below their target." />
                  </th>
                </tr>
              </thead>
              <tbody>
                {scenarios.map((each) => (
                  <tr key={inWords(each.hires)}>
                    <th scope="row">
                      <NumberBelow value={inWords(each.hires)} rows="Months" />
                    </th>
                    <td className={classes.figure}>{money(each.capacityMinor, currency)}</td>
                    <td className={classes.figure}>{money(each.gapMinor, currency)}</td>
                    <td className={classes.figure}>{number(each.rampedHeads, 1)}</td>
                    <td className={classes.figure}>{number(each.monthsShort)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )}
      </Ready>
    </Section>
  )
}

/** The hires asked for (two, where none are), half and twice as many, and as many a quarter later. */
function alternatives({ hires, hiresIn }: Asked): string[] {
  const heads = hires === 0 ? 2 : hires
  const later = Math.min(11, hiresIn + 3)
  const all = [
    `${Math.ceil(heads / 2)}@${hiresIn}`,
    `${heads}@${hiresIn}`,
    `${2 * heads}@${hiresIn}`,
    `${heads}@${later}`,
  ]
  return [...new Set(all)]
}
