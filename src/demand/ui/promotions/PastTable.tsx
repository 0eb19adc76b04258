import { Defined } from '#platform/ui/page/Means.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Effect, Promotion } from '../../promotions/schema.ts'
import classes from '../demand.module.css'
import { PromotionName } from './PromotionName.tsx'
import { TakeBack } from './TakeBack.tsx'

const means =
  'By how much more (or less) was sold than as usual, the range that holds it at 95 %, and what that is in units. Measured on all days of the item or family, beside the days of the week, a trend and the year; several promotions at a time are told apart as far as their days differ.'

/** What past promotions did: in their days, in the two weeks after them, and to the other items of the family. */
export function PastTable({ promotions }: { promotions: Promotion[] }) {
  return (
    <ScrollRegion label="Promotions that are over">
      <table className={classes.plain}>
        <thead>
          <tr>
            <th scope="col">Over</th>
            <th scope="col">
              <Defined name="In its days" means={means} />
            </th>
            <th scope="col">
              <Defined
                name="Two weeks after"
                means="What was bought ahead is missing then; with its range and units likewise."
              />
            </th>
            <th scope="col">
              <Defined
                name="Sisters"
                means="What the other items of the family did in its days; a promoted family has none."
              />
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {promotions.map((promotion) => (
            <Past key={promotion.id} promotion={promotion} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Past({ promotion }: { promotion: Promotion }) {
  const { measured, sentence, item } = promotion
  return (
    <tr>
      <PromotionName promotion={promotion} />
      {measured?.during ? (
        <>
          <EffectCell effect={measured.during} />
          <EffectCell effect={measured.after} />
          {measured.sisters || item === null ? (
            <EffectCell effect={measured.sisters} />
          ) : (
            <td className={classes.reason}>{measured.sistersReason}</td>
          )}
        </>
      ) : (
        <td colSpan={3} className={classes.reason}>
          {sentence}
        </td>
      )}
      <td>
        <TakeBack promotion={promotion} />
      </td>
    </tr>
  )
}

function EffectCell({ effect }: { effect: Effect | null }) {
  const { change, percent } = useFormat()
  if (!effect) return <td>–</td>
  const by = (factor: number) => `${factor < 1 ? '−' : '+'}${percent(Math.abs(factor - 1))}`
  const { factor, factorLo, factorHi, units, tells } = effect
  return (
    <td className={classes.effect}>
      {tells ? <strong>{by(factor)}</strong> : <span className={classes.unsure}>can't tell</span>}
      <small>
        {by(factorLo)} to {by(factorHi)}
      </small>
      {tells && <small>{change(units)} units</small>}
    </td>
  )
}
