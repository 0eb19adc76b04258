import { crmContract } from '#crm/contract.ts'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { ContactDrawer } from './ContactDrawer.tsx'
import { ContactsTab } from './ContactsTab.tsx'
import { LeadDetail } from './LeadDetail.tsx'
import { LeadFigures } from './LeadFigures.tsx'
import { LeadsTab } from './LeadsTab.tsx'
import { NewLead } from './NewLead.tsx'

/** Leads: who may become a customer, who has not been called, and what comes of them; beside them the contacts. */
export function LeadsScreen() {
  const measures = useCall(crmContract.leadMeasures, { query: { by: 'none' } })
  return (
    <Page title="Leads" answer={measures.data && <Sentence measures={measures.data} />}>
      <PageTabs
        tabs={[
          { value: 'leads', label: 'Leads', content: () => <LeadsTab /> },
          { value: 'figures', label: 'Figures', content: () => <LeadFigures /> },
          { value: 'contacts', label: 'Contacts', content: () => <ContactsTab /> },
        ]}
      />
      <DetailDrawer param="lead" title={(id) => (id === 'new' ? 'New lead' : 'Lead')} size={560}>
        {(id) => (id === 'new' ? <NewLead /> : <LeadDetail key={id} id={id} />)}
      </DetailDrawer>
      <ContactDrawer />
    </Page>
  )
}

type Measures = { asOf: string; untouchedDays: number; total: { cohort: Cohort } }
type Cohort = {
  created: number
  open: number
  untouched: number
  conversionRate: number | null
  openShare: number | null
  medianHoursToFirstTouch: number | null
}

function Sentence({ measures }: { measures: Measures }) {
  const { number, percent } = useFormat()
  const { created, untouched, conversionRate, openShare, medianHoursToFirstTouch } = measures.total.cohort
  if (created === 0) return <Answer>No leads yet.</Answer>
  return (
    <Answer
      means={`Untouched: neither converted nor disqualified, and without a call, mail, meeting, note or change to "contacted" for ${measures.untouchedDays} days. Converted and still open are shares of all leads that you see, from the first one on. Leads that were never touched have no time to the first touch and are left out of its middle.`}
    >
      <NumberLink
        value={number(untouched)}
        to={`/crm/leads?untouchedDays=${measures.untouchedDays}`}
        label="Untouched leads"
      />{' '}
      open leads have not been touched for{' '}
      <NumberLink
        value={`${number(measures.untouchedDays)} days`}
        to={`/crm/leads?untouchedDays=${measures.untouchedDays}`}
      />
      . Of <NumberLink value={number(created)} to="/crm/leads" label="All leads" /> leads so far,{' '}
      <NumberLink value={percent(conversionRate ?? 0)} to="/crm/leads?status=converted" label="Converted" /> were
      converted and{' '}
      <NumberLink value={percent(openShare ?? 0)} to="/crm/leads?status=new,contacted,qualified" label="Still open" />{' '}
      are still open
      {medianHoursToFirstTouch !== null && (
        <>
          ; half of those touched were touched within{' '}
          <NumberLink value={`${number(medianHoursToFirstTouch, 1)} hours`} to="/crm/leads?tab=figures" />
        </>
      )}
      .
    </Answer>
  )
}
