import { Button, NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { sopContract } from '../contract.ts'
import type { CycleView } from '../cycle/contract.ts'
import { BeliefsTab } from './agenda/BeliefsTab.tsx'
import { DecisionsTab } from './agenda/DecisionsTab.tsx'
import { ConsensusTab } from './consensus/ConsensusTab.tsx'
import { CycleAnswer } from './cycle/CycleAnswer.tsx'
import { CycleTab } from './cycle/CycleTab.tsx'
import { OpenCycle } from './cycle/OpenCycle.tsx'
import { PacksTab } from './PacksTab.tsx'
import { PublishTab } from './publish/PublishTab.tsx'
import { SupplyTab } from './SupplyTab.tsx'
import { ScenariosTab } from './scenarios/ScenariosTab.tsx'
import classes from './sop.module.css'
import { ActsDrawer } from './versions/ActsDrawer.tsx'
import { VersionsTab } from './versions/VersionsTab.tsx'

/** S&OP: the cycle of a month, its six steps, and what they decide. */
export function SopScreen() {
  const { can } = useSession()
  const list = useCall(sopContract.cycles)
  const [wanted] = useUrlParam('cycle')
  const cycles = list.data?.cycles ?? []
  const id = cycles.find((each) => each.id === wanted)?.id ?? cycles[0]?.id
  const call = useCall(sopContract.cycle, { params: { id: id ?? '' } }, { enabled: id !== undefined })
  return (
    <Page
      title="S&OP"
      answer={call.data && id && <CycleAnswer cycle={call.data} />}
      actions={
        <>
          {id && <WhichCycle id={id} />}
          {can('actions:read') && (
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => <Link to="/actions" search={{ calendar: 'open' }} {...props} />}
            >
              Calendar
            </Button>
          )}
          <OpenCycle cycles={cycles} />
        </>
      }
    >
      <Ready call={list} loading={<LoadingBlock height={420} />}>
        {() =>
          id ? (
            <Ready call={call} loading={<LoadingBlock height={420} />}>
              {(cycle) => <Shown cycle={cycle} />}
            </Ready>
          ) : (
            <NoCycle />
          )
        }
      </Ready>
    </Page>
  )
}

const tabs = [
  { value: 'cycle', label: 'Cycle', Content: CycleTab },
  { value: 'consensus', label: 'Consensus', Content: ConsensusTab },
  { value: 'supply', label: 'Supply', Content: SupplyTab },
  { value: 'beliefs', label: 'Assumptions and risks', Content: BeliefsTab },
  { value: 'decisions', label: 'Decisions', Content: DecisionsTab },
  { value: 'scenarios', label: 'Scenarios', Content: ScenariosTab },
  { value: 'versions', label: 'Plans through time', Content: VersionsTab },
  { value: 'packs', label: 'Packs', Content: PacksTab },
  { value: 'publish', label: 'Publish', Content: PublishTab },
]

function Shown({ cycle }: { cycle: CycleView }) {
  return (
    <>
      <ActsDrawer />
      <PageTabs
        tabs={tabs.map(({ value, label, Content }) => ({
          value,
          label,
          content: () => (
            <div className={classes.tab}>
              <Content cycle={cycle} />
            </div>
          ),
        }))}
      />
    </>
  )
}

function WhichCycle({ id }: { id: string }) {
  const { data } = useCall(sopContract.cycles)
  const [, choose] = useUrlParam('cycle')
  return (
    <NativeSelect
      size="xs"
      aria-label="Cycle"
      value={id}
      onChange={(event) => choose(event.currentTarget.value, { push: true })}
      data={(data?.cycles ?? []).map((each) => ({ value: each.id, label: each.label }))}
    />
  )
}

function NoCycle() {
  return (
    <EmptyState
      title="No cycle yet"
      teaches="Here you will see the monthly round from forecast to approved plan: six steps with owners and due days, gates that are computed, the consensus per family, decisions, and what they brought."
      needs="Families of items; order lines for the statistical forecast; a finance budget if you have one."
    />
  )
}
