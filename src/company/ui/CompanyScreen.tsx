import { Answer } from '#platform/ui/page/Answer.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { companyContract } from '../contract.ts'
import { itemsContract } from '../items/contract.ts'
import { peopleContract } from '../people/contract.ts'
import { CalendarTab } from './calendar/CalendarTab.tsx'
import { CurrenciesTab } from './currencies/CurrenciesTab.tsx'
import { ItemsTab } from './items/ItemsTab.tsx'
import { LeaveTab } from './people/LeaveTab.tsx'
import { PeopleTab } from './people/PeopleTab.tsx'
import { TeamsTab } from './teams/TeamsTab.tsx'
import { TerritoriesTab } from './territories/TerritoriesTab.tsx'
import { useToday } from './use-today.ts'

/** Who works here, what is sold, where, when and in which money. */
export function CompanyScreen() {
  return (
    <Page title="Company" answer={<InOneSentence />}>
      <PageTabs
        tabs={[
          { value: 'people', label: 'People', content: () => <PeopleTab /> },
          { value: 'teams', label: 'Teams', content: () => <TeamsTab /> },
          { value: 'leave', label: 'Leave', content: () => <LeaveTab /> },
          { value: 'items', label: 'Items and families', content: () => <ItemsTab /> },
          { value: 'territories', label: 'Territories and sites', content: () => <TerritoriesTab /> },
          { value: 'calendar', label: 'Calendar', content: () => <CalendarTab /> },
          { value: 'currencies', label: 'Currencies', content: () => <CurrenciesTab /> },
        ]}
      />
    </Page>
  )
}

function InOneSentence() {
  const { company } = useSession()
  const { number, day } = useFormat()
  const today = useToday()
  const people = useCall(peopleContract.list, { query: { left: 'hide', limit: 10_000 } })
  const items = useCall(itemsContract.list, { query: { limit: 1 } })
  const families = useCall(itemsContract.families)
  const calendar = useCall(companyContract.calendar, { query: { from: today, to: today } }, { enabled: today !== '' })
  if (!people.data || !items.data || !families.data || !calendar.data) return <Answer>{company.name}</Answer>
  const quarter = calendar.data.quarters[0]?.label ?? ''
  const [staff, sold, grouped] = [people.data.total, items.data.total, families.data.families.length]
  if (staff + sold === 0) {
    return (
      <Answer>
        {company.name} is still empty: import your deals and orders, or add people and items here. {day(today)} is in{' '}
        {quarter}.
      </Answer>
    )
  }
  return (
    <Answer means="People who have not left, items in the price list, and the families that group them.">
      <NumberLink value={number(staff)} to="/company?tab=people" label="People" /> {staff === 1 ? 'person' : 'people'}{' '}
      at {company.name} sell <NumberLink value={number(sold)} to="/company?tab=items" label="Items" />{' '}
      {sold === 1 ? 'item' : 'items'} in <NumberLink value={number(grouped)} to="/company?tab=items" label="Families" />{' '}
      {grouped === 1 ? 'family' : 'families'}; {day(today)} is in {quarter}.
    </Answer>
  )
}
