import { Section } from '#platform/ui/page/Page.tsx'
import { LeaveList } from '../public/LeaveList.tsx'
import classes from '../public/spans.module.css'

/** Who is away: your leave, and that of those who report to you or whom you edit. */
export function LeaveTab() {
  return (
    <Section title="Leave from today on">
      <p className={classes.sentence}>
        On these days nobody is handed new deals, substitutes approve, no one-on-one is proposed, and who is away for
        all days of a survey is not asked. You see your own leave and that of everybody who reports to you; who edits
        people sees all of it.
      </p>
      <LeaveList />
    </Section>
  )
}
