import { Section } from '#platform/ui/page/Page.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { revenueContract } from '../contract.ts'
import { ReasonList } from './ReasonList.tsx'
import classes from './revenue.module.css'

/** In the drawer of a deal: its chance of being won in the running quarter, with the reasons. */
export function DealChance({ id }: { id: string }) {
  const { percent, number } = useFormat()
  const { data } = useCall(revenueContract.scoredDeal, { params: { id } })
  if (!data?.scored) return null
  const { chance, reasons, besideSays, quietDays, isQuiet, beside } = data.scored
  const toldApart = beside !== 'no usable signal'
  return (
    <Section title={`Chance to be won in ${data.period.label}`}>
      <p>
        {toldApart
          ? `${percent(chance)}. ${besideSays} `
          : `Nothing known of deals tells which are won; only when they close can be told. On that alone, ${percent(chance)} are won by the end of the quarter. `}
        {isQuiet && `Quiet for ${number(quietDays)} days, longer than is usual for deals that are won.`}
      </p>
      {toldApart && (
        <>
          <ReasonList reasons={reasons.slice(0, 8)} />
          <p className={classes.calm}>
            ▲ speaks for a win by the end of the quarter, ▼ against, beside an average deal.
          </p>
        </>
      )}
    </Section>
  )
}
DealChance.displayName = 'DealChance'
