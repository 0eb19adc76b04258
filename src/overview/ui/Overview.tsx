import { goalsContract } from '#goals/contract.ts'
import { Page } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { revenueContract } from '#revenue/contract.ts'
import { overviewContract } from '../contract.ts'
import type { Health } from '../schema.ts'
import { ChangesPart } from './ChangesPart.tsx'
import { DemandPart } from './DemandPart.tsx'
import { DemandSentence } from './DemandSentence.tsx'
import { FirstSteps } from './FirstSteps.tsx'
import { GoalDrawer } from './GoalDrawer.tsx'
import { GoalPart } from './GoalPart.tsx'
import { GoalSentence } from './GoalSentence.tsx'
import { HealthPart } from './HealthPart.tsx'
import { lineOf } from './line.ts'
import { NeedsPart } from './NeedsPart.tsx'
import { OtherPeriod } from './OtherPeriod.tsx'
import { OutlookDrawer } from './OutlookDrawer.tsx'
import classes from './overview.module.css'

/** Roles whose first question is what will be sold, not what was closed. */
const planners = ['demand-planner', 'supply-planner']

/** The first screen: where the period stands, what needs somebody, what demand will do, what changed, how fresh it all is. */
export function Overview() {
  const { user, can } = useSession()
  const plansDemand = planners.includes(user.role) && can('demand:read')
  const [on] = useUrlParam('on')
  const attainment = useCall(goalsContract.attainment, { query: on ? { on } : {} }, { enabled: can('goals:read') })
  const outlook = useCall(revenueContract.outlook, { query: {} }, { enabled: can('revenue:read') && on === null }).data
  const health = useCall(overviewContract.health)
  const line = attainment.data && lineOf(attainment.data, user.personId)
  if (can('imports:run') && health.data && isEmpty(health.data)) return <FirstSteps />
  return (
    <Page
      title="Overview"
      answer={
        plansDemand || !can('goals:read') ? (
          <DemandSentence />
        ) : (
          attainment.data && (
            <>
              <GoalSentence attainment={attainment.data} line={line ?? null} outlook={outlook} />
              <OtherPeriod attainment={attainment.data} closedThrough={health.data?.closedThrough ?? null} />
            </>
          )
        )
      }
    >
      {plansDemand && <DemandPart />}
      {can('goals:read') && !plansDemand && <GoalPart call={attainment} line={line ?? null} />}
      <div className={classes.columns}>
        <NeedsPart />
        {can('pipeline:read') && <ChangesPart />}
      </div>
      {can('demand:read') && !plansDemand && <DemandPart />}
      {plansDemand && can('goals:read') && <GoalPart call={attainment} line={line ?? null} />}
      <HealthPart />
      {outlook?.outlook && <OutlookDrawer reply={outlook} />}
      {attainment.data && line && <GoalDrawer attainment={attainment.data} line={line} />}
    </Page>
  )
}

function isEmpty({ deals, ordersThrough, lastImport }: Health): boolean {
  return deals === 0 && ordersThrough === null && (lastImport === null || lastImport.status !== 'loaded')
}
