import { FormModal } from '#platform/ui/form/FormModal.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { demandContract } from '../../contract.ts'

const initial = {
  name: null,
  kind: null,
  item: null,
  family: null,
  territory: null,
  startsOn: null,
  endsOn: null,
  price: null,
}
type Name = keyof typeof initial

/** The form for a promotion, past or coming. */
export function RecordPromotion({ onClose }: { onClose: () => void }) {
  const record = useCommand(demandContract.recordPromotion, {
    onDone: () => {
      onClose()
      toast('Recorded. It is being measured; history and forecast follow by themselves.')
    },
  })
  return (
    <FormModal<Name>
      title="Record a promotion"
      submit="Record"
      onClose={onClose}
      fields={[
        { name: 'name', label: 'Name', required: true, placeholder: 'Spring weeks 2027' },
        { name: 'item', label: 'Item, by code', description: 'An item, or the family below.' },
        { name: 'family', label: 'Family, by name' },
        { name: 'territory', label: 'Territory, by name', description: 'Everywhere where left empty.' },
        { name: 'startsOn', label: 'First day', kind: 'date', required: true },
        { name: 'endsOn', label: 'Last day', kind: 'date', required: true },
        {
          name: 'kind',
          label: 'Kind',
          description: 'Promotions of one kind do alike; the name without its year where left empty.',
        },
        { name: 'price', label: 'Price', kind: 'decimal' },
      ]}
      initial={initial}
      saving={record.isPending}
      error={record.error}
      onSave={({ name, startsOn, endsOn, ...rest }) => {
        const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null))
        record.mutate({ body: { name: name!, startsOn: startsOn!, endsOn: endsOn!, ...said } })
      }}
    />
  )
}
