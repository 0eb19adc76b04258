import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { currenciesContract } from '../../currencies/contract.ts'

const digits = ['0', '1', '2', '3', '4'].map((value) => ({ value, label: value }))

/** A currency that is not in the list yet. */
export function AddCurrency() {
  const saved = useSaved('id')
  const add = useCommand(currenciesContract.add, { quiet: true, onDone: ({ code }) => saved(`${code} added`) })
  return (
    <RecordForm
      fields={[
        { name: 'code', label: 'Code', required: true, description: 'Three capital letters, as in ISO 4217.' },
        { name: 'name', label: 'Name', required: true },
        {
          name: 'minorDigits',
          label: 'Decimals',
          kind: 'select',
          options: digits,
          required: true,
          description: 'Cents have two. Amounts are kept in these units, so it cannot be changed later.',
        },
      ]}
      initial={{ code: null, name: null, minorDigits: '2' }}
      submit="Add currency"
      saving={add.isPending}
      error={add.error}
      onSave={({ code, name, minorDigits }) =>
        add.mutate({
          body: { code: (code ?? '').toUpperCase(), name: name ?? '', minorDigits: Number(minorDigits ?? 2) },
        })
      }
    />
  )
}
