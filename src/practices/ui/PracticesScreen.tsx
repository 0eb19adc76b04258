import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { practicesContract } from '../contract.ts'
import { roles } from '../roles/roles.ts'
import type { Scorecard } from '../schema.ts'
import { CheckDetail } from './CheckDetail.tsx'
import { ChecksGrid } from './ChecksGrid.tsx'
import { ImprovementsTab } from './improvements/ImprovementsTab.tsx'
import { RoleDetail } from './RoleDetail.tsx'
import { RolesTab } from './RolesTab.tsx'

/** Practices: how well the company sells, check by check, and what would lift it most. */
export function PracticesScreen() {
  const call = useCall(practicesContract.scorecard)
  return (
    <Page title="Practices" answer={call.data && <LevelAnswer card={call.data} />}>
      <PageTabs
        tabs={[
          {
            value: 'checks',
            label: 'Checks',
            content: () => (
              <Ready call={call} loading={<LoadingBlock height={420} />}>
                {({ checks }) => <ChecksGrid checks={checks} />}
              </Ready>
            ),
          },
          { value: 'improvements', label: 'Improvements', content: () => <ImprovementsTab /> },
          { value: 'roles', label: 'Roles', content: () => <RolesTab /> },
        ]}
      />
      <DetailDrawer param="check" title={(key) => nameIn(call.data, key)} size={640}>
        {(key) => <CheckDetail checkKey={key} />}
      </DetailDrawer>
      <DetailDrawer param="role" title={nameOfKnown} size={560}>
        {(key) => <RoleDetail roleKey={key} />}
      </DetailDrawer>
    </Page>
  )
}

function LevelAnswer({ card }: { card: Scorecard }) {
  const { number, percent } = useFormat()
  const { level, composite, evidence, capped } = card
  const best = bestOf(card)
  const share = <NumberBelow value={percent(evidence)} rows="Checks" label="Evidence" />
  return (
    <Answer means="Points are the weighed mean of all checks that could be computed; evidence is the weight of those, of all. Each check says its formula and its bounds.">
      {level === null ? (
        <>
          Not rated: only {share} of the evidence is there, and a level needs {percent(0.6)}.
        </>
      ) : (
        <>
          <NumberBelow value={`Level ${level} of 5`} rows="Checks" />:{' '}
          <NumberBelow value={`${number(composite ?? 0)} of 100 points`} rows="Checks" />, resting on {share} of the
          evidence.
        </>
      )}
      {capped && ' A critical check at zero holds it there.'}
      {best && (
        <>
          {' '}
          <NumberDoor value={best.name} door={best.key} param="check" /> would lift it most.
        </>
      )}
    </Answer>
  )
}

function bestOf({ checks }: Scorecard) {
  const gains = checks.filter(({ pointsToGain }) => (pointsToGain ?? 0) > 0)
  return gains.toSorted((a, b) => b.pointsToGain! - a.pointsToGain!)[0]
}

function nameOfKnown(key: string): string {
  return roles.find((role) => role.key === key)?.name ?? 'Role'
}

function nameIn(card: Scorecard | undefined, key: string): string {
  return card?.checks.find((check) => check.key === key)?.name ?? 'Check'
}
