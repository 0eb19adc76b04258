import { crmContract } from '#crm/contract.ts'
import { type Filter, FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { useCall } from '#platform/ui/use-call.ts'

/** Whose deals, and which: the person with all below, team, owner, territory, item, pipeline. */
export function PipelineFilters() {
  const choices = useCall(crmContract.dealChoices)
  const pipelines = useCall(crmContract.listPipelines)
  const named = (some: readonly { id: string; name: string }[] = []) =>
    some.map(({ id, name }) => ({ value: id, label: name }))
  const filters: Filter[] = [
    { param: 'person', label: 'Person and team', options: named(choices.data?.managers), single: true },
    { param: 'team', label: 'Team', options: named(choices.data?.teams), single: true },
    { param: 'owner', label: 'Owner', options: named(choices.data?.owners) },
    { param: 'territory', label: 'Territory', options: named(choices.data?.territories) },
    { param: 'item', label: 'Item', options: named(choices.data?.items) },
    { param: 'pipeline', label: 'Pipeline', options: named(pipelines.data?.pipelines), single: true },
  ]
  return <FilterChips filters={filters.filter((filter) => filter.options.length > 1)} />
}
