import { Group, NumberInput, SegmentedControl, TagsInput } from '@mantine/core'
import { crmContract } from '#crm/contract.ts'
import { useCall } from '#platform/ui/use-call.ts'
import type { TermsOf } from '../../rules/terms.ts'

type Props = { terms: TermsOf<'assignment'>; onChange: (terms: TermsOf<'assignment'>) => void }

/** What an assignment hands out, which of these, and when it is tried. */
export function WhichFields({ terms, onChange }: Props) {
  const leads = useCall(crmContract.leadChoices).data
  const accounts = useCall(crmContract.accountChoices).data
  const isLeads = terms.of === 'leads'
  const choices = isLeads ? leads : accounts
  return (
    <>
      <Group align="end" grow>
        <SegmentedControl
          aria-label="Hands out"
          data={[
            { value: 'leads', label: 'Leads' },
            { value: 'deals', label: 'Deals' },
          ]}
          value={terms.of}
          onChange={(of) => onChange({ ...terms, of: of === 'leads' ? 'leads' : 'deals', stageId: null, sources: [] })}
        />
        <NumberInput
          label="Tried in this order"
          min={1}
          max={999}
          value={terms.order}
          onChange={(order) => onChange({ ...terms, order: Number(order) || 1 })}
        />
      </Group>
      <TagsInput
        label="Only these countries"
        placeholder={terms.countries.length === 0 ? 'Any' : ''}
        data={choices?.countries ?? []}
        value={terms.countries}
        onChange={(countries) => onChange({ ...terms, countries })}
      />
      <TagsInput
        label="Only these industries"
        placeholder={terms.industries.length === 0 ? 'Any' : ''}
        data={choices?.industries ?? []}
        value={terms.industries}
        onChange={(industries) => onChange({ ...terms, industries })}
      />
      {isLeads && (
        <TagsInput
          label="Only these sources"
          placeholder={terms.sources.length === 0 ? 'Any' : ''}
          data={leads?.sources ?? []}
          value={terms.sources}
          onChange={(sources) => onChange({ ...terms, sources })}
        />
      )}
    </>
  )
}
