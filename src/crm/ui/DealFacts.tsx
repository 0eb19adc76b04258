import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { crmContract } from '#crm/contract.ts'
import { majorText, readMoney } from '#platform/numbers/minor.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealRow } from '../deals/contract.ts'
import classes from './crm.module.css'
import { amountOf, categoryName } from './deal-columns.tsx'
import { type Choice, EditableFact } from './EditableFact.tsx'
import { useDealEdit } from './use-deal-edit.ts'

/** What a deal says now. For those who may, each fact is edited in place: from now on, or late, from an earlier day. */
export function DealFacts({ deal }: { deal: DealRow }) {
  const format = useFormat()
  const { can } = useSession()
  const mayEdit = can('crm:edit')
  const choices = useCall(crmContract.dealChoices, {}, { enabled: mayEdit })
  const edit = useDealEdit(deal)
  const shared = { mayEdit, edit }
  const day = (value: string | null) => (value ? format.day(value) : null)
  const pick = (some: { id: string; name: string }[] | undefined): Choice[] =>
    (some ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const stages = choices.data?.stages.filter((stage) => stage.pipelineId === deal.pipelineId)
  return (
    <dl className={classes.facts}>
      <EditableFact
        {...shared}
        label="Stage"
        shown={deal.stageName}
        value={deal.stageId}
        choices={pick(stages)}
        changes={(stageId) => (stageId ? { stageId } : null)}
      />
      <EditableFact
        {...shared}
        label="Category"
        shown={categoryName(deal.forecastCategory)}
        value={deal.forecastCategory}
        choices={categories}
        changes={(value) => (isCategory(value) ? { forecastCategory: value } : null)}
      />
      <EditableFact
        {...shared}
        label="Amount"
        shown={amountOf(deal, format)}
        unit={deal.currency}
        asked={{ as: 'money', currency: deal.currency }}
        value={deal.amountMinor === null ? '' : format.decimal(majorText(deal.amountMinor, deal.currency))}
        changes={(typed) => amountChange(typed, { currency: deal.currency, locale: format.regional.locale })}
      />
      <EditableFact
        {...shared}
        label="Expected close"
        type="date"
        shown={day(deal.expectedClose)}
        value={deal.expectedClose ?? ''}
        changes={(value) => ({ expectedClose: value || null })}
      />
      <EditableFact
        {...shared}
        label="Owner"
        shown={deal.ownerName}
        value={deal.ownerId}
        choices={pick(choices.data?.owners)}
        changes={(value) => ({ ownerId: value || null })}
      />
      <EditableFact
        {...shared}
        label="Item"
        shown={deal.products.length > 0 ? `${deal.itemName ?? 'none'} (its products count)` : deal.itemName}
        value={deal.itemId}
        choices={pick(choices.data?.items)}
        changes={(value) => ({ itemId: value || null })}
      />
      <EditableFact
        {...shared}
        label="Name"
        shown={deal.name}
        value={deal.name}
        changes={(value) => (value.trim() ? { name: value.trim() } : null)}
      />
      <KeptFacts {...shared} deal={deal} others={choices.data?.fields ?? []} />
      <FixedFacts deal={deal} />
    </dl>
  )
}

/** The fields that files have brought, edited like the others. */
function KeptFacts(
  props: { deal: DealRow; others: readonly string[] } & Pick<Parameters<typeof EditableFact>[0], 'mayEdit' | 'edit'>,
) {
  const { deal, others, ...shared } = props
  return fieldNames(deal, others).map((name) => (
    <EditableFact
      {...shared}
      key={name}
      label={name}
      shown={deal.fields?.[name]}
      value={deal.fields?.[name] ?? ''}
      changes={(value) => ({ fields: { [name]: value.trim() || null } })}
    />
  ))
}

/** The fields that files have brought: those that the deal has, and for who may edit those that others have. */
function fieldNames({ fields }: DealRow, others: readonly string[]): string[] {
  return [...new Set([...Object.keys(fields ?? {}), ...others])].sort((a, b) => a.localeCompare(b))
}

/** What follows from elsewhere and is not edited here. */
function FixedFacts({ deal }: { deal: DealRow }) {
  const format = useFormat()
  return (
    <>
      <dt>Account</dt>
      <dd className={classes.fixed}>
        {deal.accountId ? (
          <Anchor component={Link} to={`/crm/accounts?account=${deal.accountId}` as never} size="sm">
            {deal.accountName}
          </Anchor>
        ) : (
          'none'
        )}
        {deal.territoryName && ` · ${deal.territoryName}`}
      </dd>
      <dt>Created</dt>
      <dd className={classes.fixed}>{deal.createdOn ? format.day(deal.createdOn) : 'not known'}</dd>
      {deal.closedOn && (
        <>
          <dt>Closed</dt>
          <dd className={classes.fixed}>{format.day(deal.closedOn)}</dd>
        </>
      )}
      <dt>In stage since</dt>
      <dd className={classes.fixed}>{deal.stageSince ? format.moment(deal.stageSince) : 'not known'}</dd>
    </>
  )
}

const categories: Choice[] = ['pipeline', 'best case', 'commit', 'closed', 'omitted'].map((value) => ({
  value,
  label: categoryName(value),
}))

function isCategory(value: string): value is DealRow['forecastCategory'] {
  return categories.some((each) => each.value === value)
}

function amountChange(typed: string, asked: { currency: string; locale: string }) {
  const read = readMoney(typed, asked)
  if (read.kind === 'refused') return read.says
  return { amountMinor: read.kind === 'read' ? read.minor : null }
}
