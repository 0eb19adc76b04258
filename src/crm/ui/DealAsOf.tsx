import { SegmentedControl, TextInput } from '@mantine/core'
import { crmContract } from '#crm/contract.ts'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealRow } from '../deals/contract.ts'
import classes from './crm.module.css'
import { amountOf, categoryName } from './deal-columns.tsx'

/** What a deal said at the end of a day: with all that is known now, or only with what was known then. */
export function DealAsOf({ deal }: { deal: DealRow }) {
  const [search, change] = useUrlParams()
  const { asOf, known } = search
  const query = asOf ? { asOf, ...(known === 'then' && { known }) } : {}
  const detail = useCall(crmContract.dealDetail, { params: { id: deal.id }, query }, { enabled: Boolean(asOf) })
  const then = useCall(crmContract.dealLines, { params: { id: deal.id }, query }, { enabled: Boolean(asOf) })
  const { decimal } = useFormat()
  const productsOf = (some: { quantity: string; itemName: string }[]) =>
    some.map(({ quantity, itemName }) => `${decimal(quantity)} × ${itemName}`).join(', ') || 'none'
  return (
    <section aria-label="As of a day">
      <h3 className={classes.part}>As of a day</h3>
      <div className={classes.asOf}>
        <TextInput
          type="date"
          aria-label="As of"
          value={asOf ?? ''}
          onChange={(event) => change({ asOf: event.currentTarget.value || null })}
        />
        {asOf && (
          <SegmentedControl
            size="xs"
            aria-label="Known"
            value={known === 'then' ? 'then' : 'now'}
            onChange={(value) => change({ known: value === 'then' ? 'then' : null })}
            data={[
              { value: 'now', label: 'As known now' },
              { value: 'then', label: 'As known then' },
            ]}
          />
        )}
      </div>
      {asOf && (
        <Ready call={detail}>
          {(data) =>
            data.asOf?.facts ? (
              <FactsThen
                facts={data.asOf.facts}
                deal={deal}
                products={then.data ? productsOf(then.data.lines) : null}
              />
            ) : (
              <p className={classes.sub}>Nothing was known of this deal then.</p>
            )
          }
        </Ready>
      )}
    </section>
  )
}

type Facts = Pick<
  DealRow,
  | 'stageName'
  | 'forecastCategory'
  | 'amountMinor'
  | 'amountBasis'
  | 'currency'
  | 'expectedClose'
  | 'ownerName'
  | 'itemName'
  | 'fields'
>

function FactsThen({ facts, deal, products }: { facts: Facts; deal: DealRow; products: string | null }) {
  const format = useFormat()
  const day = (value: string | null) => (value ? format.day(value) : 'none')
  const lines = [
    { label: 'Stage', text: facts.stageName, differs: facts.stageName !== deal.stageName },
    {
      label: 'Category',
      text: categoryName(facts.forecastCategory),
      differs: facts.forecastCategory !== deal.forecastCategory,
    },
    {
      label: 'Amount',
      text: amountOf(facts, format),
      differs: facts.amountMinor !== deal.amountMinor || facts.currency !== deal.currency,
    },
    { label: 'Expected close', text: day(facts.expectedClose), differs: facts.expectedClose !== deal.expectedClose },
    { label: 'Owner', text: facts.ownerName ?? 'nobody', differs: facts.ownerName !== deal.ownerName },
    ...(products === null ? [] : [{ label: 'Products', text: products, differs: false }]),
    ...Object.keys({ ...facts.fields, ...deal.fields })
      .sort((a, b) => a.localeCompare(b))
      .map((label) => ({
        label,
        text: facts.fields?.[label] ?? 'none',
        differs: facts.fields?.[label] !== deal.fields?.[label],
      })),
  ]
  return (
    <dl className={classes.facts}>
      {lines.map((line) => (
        <div key={line.label} style={{ display: 'contents' }}>
          <dt>{line.label}</dt>
          <dd className={classes.fixed}>
            {line.text}
            {line.differs && <span className={classes.was}> ◆ differs from now</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
