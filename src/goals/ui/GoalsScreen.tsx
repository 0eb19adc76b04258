import { Button, Group, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { wonPath } from '#crm/ui/public/won-path.ts'
import { BulletBar } from '#platform/ui/charts/BulletBar.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { goalsContract } from '../contract.ts'
import type { Attainment, AttainmentLine, Grain } from '../schema.ts'
import { AddQuota } from './AddQuota.tsx'
import { CountsTab } from './counts/CountsTab.tsx'
import { GoalDetail } from './GoalDetail.tsx'
import { GoalsAnswer, headlineOf } from './GoalsAnswer.tsx'
import classes from './goals.module.css'
import { LinesGrid } from './LinesGrid.tsx'
import { QuotasGrid } from './QuotasGrid.tsx'

/** Goals: what was closed against quota in a fiscal period, per person, team, territory and family, by gap in money. */
export function GoalsScreen() {
  const [search] = useUrlParams()
  const grain = search.grain === 'month' || search.grain === 'year' ? search.grain : 'quarter'
  const call = useCall(goalsContract.attainment, { query: { grain, on: search.on } })
  const data = call.data
  return (
    <Page
      title="Goals"
      answer={data && <GoalsAnswer attainment={data} />}
      actions={
        data && (
          <>
            <PeriodSwitch period={data.period} />
            {linesOf(data).some((each) => each.length > 0) && <AddQuota attainment={data} />}
          </>
        )
      }
    >
      <Ready call={call} loading={<LoadingBlock height={420} />}>
        {(attainment) => <Content attainment={attainment} />}
      </Ready>
    </Page>
  )
}

function Content({ attainment }: { attainment: Attainment }) {
  const headline = headlineOf(attainment)
  const { shortMoney } = useFormat()
  const isBare = linesOf(attainment).every((each) => each.length === 0)
  const tab = (value: string, label: string, some: AttainmentLine[]) =>
    some.length === 0
      ? []
      : [{ value, label, content: () => <LinesGrid attainment={attainment} lines={some} label={label} /> }]
  return (
    <>
      {headline && (!isBare || headline.quotaMinor !== null) && (
        <div className={classes.headline}>
          <BulletBar
            label={`${headline.name}, ${attainment.period.label}`}
            actual={headline.closedMinor}
            goal={headline.quotaMinor}
            pace={headline.quotaMinor === null ? null : headline.quotaMinor * attainment.elapsed}
            format={(minor) => shortMoney(minor, attainment.currency)}
            to={wonPath(attainment.period)}
          />
        </div>
      )}
      {isBare && <NoGoals attainment={attainment} />}
      <PageTabs
        tabs={[
          ...tab('people', 'People', attainment.people),
          ...tab('teams', 'Teams', attainment.teams),
          ...tab('territories', 'Territories', attainment.territories),
          ...tab('families', 'Families', attainment.families),
          {
            value: 'quotas',
            label: 'Quotas',
            content: () => <QuotasGrid from={attainment.period.from} to={attainment.period.to} />,
          },
          {
            value: 'counts',
            label: 'Counts and units',
            content: () => <CountsTab from={attainment.period.from} to={attainment.period.to} />,
          },
        ]}
      />
      <DetailDrawer param="line" title="Goal" size={620}>
        {(id) => <GoalDetail attainment={attainment} id={id} />}
      </DetailDrawer>
    </>
  )
}

function PeriodSwitch({ period }: { period: Attainment['period'] }) {
  const [, change] = useUrlParams()
  return (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label="Length of the period"
        value={period.grain}
        onChange={(value) => change({ grain: value === 'quarter' ? null : (value as Grain) })}
        data={[
          { value: 'month', label: 'Month' },
          { value: 'quarter', label: 'Quarter' },
          { value: 'year', label: 'Year' },
        ]}
      />
      <Button.Group>
        <Button
          variant="default"
          size="compact-md"
          aria-label="The period before"
          onClick={() => change({ on: period.previousOn })}
        >
          <IconChevronLeft size={16} aria-hidden />
        </Button>
        <Button
          variant="default"
          size="compact-md"
          onClick={() => change({ on: null })}
          aria-label={`${period.label}; go to the running period`}
        >
          {period.label}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          aria-label="The period after"
          onClick={() => change({ on: period.nextOn })}
        >
          <IconChevronRight size={16} aria-hidden />
        </Button>
      </Button.Group>
    </Group>
  )
}

function linesOf({ people, teams, territories, families }: Attainment): AttainmentLine[][] {
  return [people, teams, territories, families]
}

function NoGoals({ attainment }: { attainment: Attainment }) {
  return (
    <EmptyState
      title={`Nobody has a goal or a closed deal in ${attainment.period.label}`}
      teaches="Here you will see, for each person, team and the company, what was closed against quota, what is open, and the gap in money."
      needs="Quotas, from an import or set here for a person, and deals that closed in the period."
      action={<AddQuota attainment={attainment} />}
    />
  )
}
