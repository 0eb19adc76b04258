import { Section } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { rulesContract } from '../../rules/contract.ts'
import classes from '../process.module.css'

/** In the drawer of a lead: why it came to its owner. */
export function LeadAssigned({ id }: { id: string }) {
  return <AssignedBecause noun="lead" id={id} />
}

/** In the drawer of a deal: the same. */
export function DealAssigned({ id }: { id: string }) {
  return <AssignedBecause noun="deal" id={id} />
}

function AssignedBecause({ noun, id }: { noun: 'lead' | 'deal'; id: string }) {
  const { can } = useSession()
  const { instant } = useFormat()
  const { data } = useCall(rulesContract.assignments, { query: { noun, id } }, { enabled: can('process:read') })
  if (!data || data.assignments.length === 0) return null
  return (
    <Section title="Assigned">
      <ul className={classes.firings}>
        {data.assignments.map((each) => (
          <li key={each.at}>
            <strong>{each.personName ?? 'Nobody'}</strong>
            <span>
              {each.says} {instant(each.at)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
