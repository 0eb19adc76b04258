import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import classes from './overview.module.css'

const steps = [
  {
    title: 'Your CRM export',
    does: 'Accounts, people, products and deals as CSV, dropped together. Gives you deals, goals and what needs attention.',
  },
  {
    title: 'Your order lines',
    does: 'A day, an item, a quantity and an amount per line. Gives you demand history and a forecast with honest ranges.',
  },
  {
    title: 'Your quotas',
    does: 'Per person or team and period, as a file or typed on the Goals screen. Gives you attainment against an even pace.',
  },
]

/** The first screen of a workspace without data: what it will answer, and the step to get there. */
export function FirstSteps() {
  const { company, others } = useSession()
  const demo = others.find((other) => other.isDemo)
  return (
    <Page title="Overview" answer={<Answer>{company.name} is ready for your data.</Answer>}>
      <ol className={classes.steps}>
        {steps.map((step, at) => (
          <li key={step.title}>
            <span aria-hidden>{at + 1}</span>
            <div>
              <strong>{step.title}</strong>
              <p>{step.does}</p>
            </div>
          </li>
        ))}
      </ol>
      <div className={classes.go}>
        <Button component={Link} to="/imports">
          Import files
        </Button>
        <span>Nothing is written before you have seen what would happen, and each import can be undone.</span>
      </div>
      {demo && (
        <p className={classes.calm}>
          No file at hand? <Anchor href={`${demo.basePath}/`}>Look around in the demo company</Anchor>.
        </p>
      )}
    </Page>
  )
}
