import { goalsContract } from '#goals/contract.ts'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { overviewContract } from '../contract.ts'
import type { Health } from '../schema.ts'
import { ChangesPart } from './ChangesPart.tsx'
import { DemandPart } from './DemandPart.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { GoalDrawer } from './GoalDrawer.tsx'
import { GoalPart, GoalSentence } from './GoalPart.tsx'
import { HealthPart } from './HealthPart.tsx'
import { lineOf } from './line.ts'
import { NeedsPart } from './NeedsPart.tsx'
import { OtherPeriod } from './OtherPeriod.tsx'
import classes from './overview.module.css'

/** The first screen: where the period stands, what needs somebody, what demand will do, what changed, how fresh it all is. */
export function Overview() {
  const { user, can, company } = useSession()
  const [on] = useUrlParam('on')
  const attainment = useCall(goalsContract.attainment, { query: on ? { on } : {} }, { enabled: can('goals:read') })
  const health = useCall(overviewContract.health)
  const line = attainment.data && lineOf(attainment.data, user.personId)
  if (can('imports:run') && health.data && isEmpty(health.data)) return <FirstSteps />
  return (
    <Page
      title="Overview"
      answer={
        attainment.data ? (
          <>
            <GoalSentence attainment={attainment.data} line={line ?? null} />
            <OtherPeriod attainment={attainment.data} closedThrough={health.data?.closedThrough ?? null} />
          </>
        ) : (
          <Answer>
            {can('goals:read') ? `${company.name}, one moment …` : `Demand of ${company.name}, and what needs you.`}
          </Answer>
        )
      }
    >
      {can('goals:read') && <GoalPart call={attainment} line={line ?? null} />}
      <div className={classes.columns}>
        <NeedsPart />
        {can('crm:read') && <ChangesPart />}
      </div>
      {can('demand:read') && <DemandPart />}
      <HealthPart />
      {attainment.data && line && <GoalDrawer attainment={attainment.data} line={line} />}
    </Page>
  )
}

function isEmpty({ deals, ordersThrough, lastImport }: Health): boolean {
  return deals === 0 && ordersThrough === null && (lastImport === null || lastImport.status !== 'loaded')
}
