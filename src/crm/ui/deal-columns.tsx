import { keptField } from '#platform/kept/kept.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import type { CellEdit } from '#platform/ui/grid/edit.ts'
import { Tone } from '#platform/ui/page/Tone.tsx'
import type { useFormat } from '#platform/ui/use-format.tsx'
import type { DealRow } from '../deals/contract.ts'

type Format = ReturnType<typeof useFormat>

/** The columns of the list of deals; ids are the names the server sorts by. */
export function dealColumns(
  format: Format,
  {
    total,
    onlyClosed,
    fields = [],
    edits = {},
  }: {
    total: { sum: string; asked: string | null; today: string } | null
    onlyClosed: boolean
    /** The fields that files have brought. */
    fields?: readonly string[]
    /** How some columns are edited, by their id. */
    edits?: Record<string, CellEdit<DealRow>>
  },
): Column<DealRow>[] {
  const { day } = format
  const date = (value: string | null) => (value === null ? '' : day(value))
  const columns: Column<DealRow>[] = [
    { id: 'name', header: 'Deal', value: (deal) => deal.name, grow: true, phone: 'title' },
    { id: 'account', header: 'Account', value: (deal) => deal.accountName, width: 170, phone: 'line' },
    { id: 'owner', header: 'Owner', value: (deal) => deal.ownerName, width: 150, cell: ownerCell },
    { id: 'stage', header: 'Stage', value: (deal) => deal.stageName, width: 130, phone: 'line' },
    {
      id: 'category',
      header: 'Category',
      fileHeader: 'Forecast category',
      value: (deal) => categoryName(deal.forecastCategory),
      width: 110,
      phone: 'off',
    },
    {
      id: 'amount',
      header: 'Amount',
      definition:
        'What the deal is worth in its own currency; ≈ where it comes from the list price because none was stated.',
      kind: 'number',
      width: 150,
      value: (deal) => deal.amountMinor,
      currency: (deal) => deal.currency,
      cell: (deal) => amountOf(deal, format),
      phone: 'aside',
      ...(total && { sum: total.sum }),
    },
    ...(total && total.asked !== null ? [askedColumn(format, total.asked)] : []),
    {
      id: 'expectedClose',
      header: 'Expected close',
      value: (deal) => deal.expectedClose,
      cell: (deal) => <ExpectedClose deal={deal} today={total?.today ?? null} date={date} />,
      width: 150,
      phone: onlyClosed ? 'off' : 'line',
      hidden: onlyClosed,
    },
    {
      id: 'closed',
      header: 'Closed',
      fileHeader: 'Closed on',
      value: (deal) => deal.closedOn,
      cell: (deal) => date(deal.closedOn),
      width: 150,
      phone: onlyClosed ? 'line' : 'off',
      hidden: !onlyClosed,
    },
    ...moreColumns(format),
    ...fields.map(fieldColumn),
  ]
  return columns.map((column) => (edits[column.id] ? { ...column, edit: edits[column.id]! } : column))
}

/** By this a deal is found again when its file comes back. */
export const dealKey: Column<DealRow> = {
  id: 'key',
  header: 'Deal id',
  definition: 'By this the deal is found again when the file is imported.',
  value: (deal) => deal.externalId ?? deal.id,
}

/** What of each amount is of the items or families that the list is narrowed to. */
function askedColumn({ money }: Format, sum: string): Column<DealRow> {
  return {
    id: 'asked',
    header: 'Of these items',
    definition:
      'What of the amount is of the items or families that the list is narrowed to: of a deal with products, those; of any other, all of it.',
    kind: 'number',
    width: 150,
    value: (deal) => deal.askedMinor,
    currency: (deal) => deal.currency,
    cell: (deal) => (deal.askedMinor === null ? '' : money(deal.askedMinor, deal.currency)),
    sortable: false,
    phone: 'line',
    sum,
  }
}

/** A field that files have brought, under the name by which a file that comes back is known to have it. */
function fieldColumn(name: string): Column<DealRow> {
  return {
    id: keptField(name),
    header: name,
    definition: 'A field that a file has brought; deals can be told apart by it in Pipeline.',
    value: (deal) => deal.fields?.[name] ?? null,
    width: 140,
    sortable: false,
    ifRoom: true,
    phone: 'off',
  }
}

/** Columns that show when they are chosen. */
function moreColumns(format: Format): Column<DealRow>[] {
  const date = (value: string | null) => (value === null ? '' : format.day(value))
  return [
    { id: 'item', header: 'Item', value: (deal) => deal.itemName, width: 170, hidden: true },
    {
      id: 'products',
      header: 'Products',
      fileHeader: 'Items of its lines',
      definition:
        'The items of its lines, the largest amount first. With lines, these count in place of the item of the deal.',
      value: (deal) => deal.products.join(', ') || null,
      width: 220,
      sortable: false,
      hidden: true,
      phone: 'off',
    },
    { id: 'territory', header: 'Territory', value: (deal) => deal.territoryName, width: 120, hidden: true },
    { id: 'outcome', header: 'Outcome', value: (deal) => deal.outcome, width: 100, hidden: true },
    {
      id: 'created',
      header: 'Created',
      value: (deal) => deal.createdOn,
      cell: (deal) => date(deal.createdOn),
      hidden: true,
    },
    {
      id: 'stageSince',
      header: 'In stage since',
      value: (deal) => deal.stageSince,
      cell: (deal) => (deal.stageSince ? format.moment(deal.stageSince) : ''),
      hidden: true,
      width: 180,
    },
    {
      id: 'changed',
      header: 'Changed',
      value: (deal) => deal.changedAt,
      cell: (deal) => format.instant(deal.changedAt),
      hidden: true,
      width: 180,
    },
  ]
}

/** A forecast category as one reads it: `Best case`. */
export function categoryName(category: string): string {
  return category.charAt(0).toUpperCase() + category.slice(1)
}

/** A deal's amount as stated; marked where it is only the list price. */
export function amountOf(
  deal: Pick<DealRow, 'amountMinor' | 'amountBasis' | 'currency'>,
  { money }: Pick<Format, 'money'>,
) {
  if (deal.amountMinor === null) return <span style={{ color: 'var(--muted)' }}>none yet</span>
  if (deal.amountBasis !== 'list price') return money(deal.amountMinor, deal.currency)
  return `≈ ${money(deal.amountMinor, deal.currency)}`
}

function ownerCell(deal: DealRow) {
  return deal.ownerName ?? <span style={{ color: 'var(--muted)' }}>nobody</span>
}

function ExpectedClose(props: { deal: DealRow; today: string | null; date: (day: string | null) => string }) {
  const { deal, today, date } = props
  if (deal.expectedClose === null) return deal.outcome === 'open' ? <Tone tone="uncertain">no date</Tone> : null
  const isLate = deal.outcome === 'open' && today !== null && deal.expectedClose < today
  return isLate ? <Tone tone="behind">{date(deal.expectedClose)}</Tone> : date(deal.expectedClose)
}
