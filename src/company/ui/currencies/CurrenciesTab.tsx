import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Currency, currenciesContract } from '../../currencies/contract.ts'
import { useToday } from '../use-today.ts'
import { AddCurrency } from './AddCurrency.tsx'
import { CurrencyRates } from './CurrencyRates.tsx'

/** Currencies and what each was worth, from which day on. */
export function CurrenciesTab() {
  const currencies = useCall(currenciesContract.list)
  return (
    <Ready call={currencies}>{(data) => <Currencies currencies={data.currencies} own={data.companyCurrency} />}</Ready>
  )
}

function Currencies({ currencies, own }: { currencies: Currency[]; own: string }) {
  const [open, setOpen] = useUrlParam('id')
  const columns = useColumns(own)
  const sorted = useMemo(() => currencies.toSorted((a, b) => weight(b, own) - weight(a, own)), [currencies, own])
  return (
    <div style={{ maxWidth: 880 }}>
      <DataGrid
        name="currencies"
        label="Currencies"
        columns={columns}
        rows={sorted}
        rowId={(currency) => currency.code}
        openId={open}
        onOpen={(currency) => setOpen(currency.code, { push: true })}
        toolbar={
          <AddButton param="id" may="company:edit">
            Add currency
          </AddButton>
        }
      />
      <RecordDrawer
        param="id"
        noun="currency"
        rows={currencies}
        rowId={(currency) => currency.code}
        nameOf={(currency) => `${currency.name} (${currency.code})`}
      >
        {(currency) => (currency ? <CurrencyRates currency={currency} own={own} /> : <AddCurrency />)}
      </RecordDrawer>
    </div>
  )
}

function useColumns(own: string): Column<Currency>[] {
  const today = useToday()
  const { day, decimal } = useFormat()
  return useMemo(() => {
    const rateOf = (currency: Currency) => currency.rates.find((rate) => rate.startsOn <= today)
    return [
      { id: 'code', header: 'Code', value: (currency) => currency.code, width: 80, phone: 'title' },
      { id: 'name', header: 'Currency', value: (currency) => currency.name, grow: true },
      {
        id: 'rate',
        header: 'Rate today',
        unit: own,
        kind: 'number',
        width: 150,
        value: (currency) => (currency.code === own ? 1 : Number(rateOf(currency)?.rate ?? Number.NaN) || null),
        cell: (currency) => {
          const rate = rateOf(currency)
          return currency.code === own ? '1' : rate ? decimal(rate.rate) : ''
        },
        phone: 'aside',
      },
      {
        id: 'since',
        header: 'Since',
        width: 140,
        value: (currency) => rateOf(currency)?.startsOn ?? null,
        cell: (currency) => {
          if (currency.code === own) return 'company currency'
          const rate = rateOf(currency)
          return rate ? day(rate.startsOn) : ''
        },
      },
      { id: 'digits', header: 'Decimals', kind: 'number', value: (currency) => currency.minorDigits, phone: 'off' },
    ]
  }, [own, today, day, decimal])
}

/** The company currency first, then those with rates. */
function weight({ code, rates }: Currency, own: string): number {
  return code === own ? 2 : rates.length > 0 ? 1 : 0
}
