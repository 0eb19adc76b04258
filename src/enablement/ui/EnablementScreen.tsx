import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { enablementContract } from '../contract.ts'
import { CoachingTab } from './CoachingTab.tsx'
import { CoursesTab } from './courses/CoursesTab.tsx'
import { EffectDetail } from './effects/EffectDetail.tsx'
import { EffectsTab } from './effects/EffectsTab.tsx'
import { OnboardingTab } from './onboarding/OnboardingTab.tsx'
import { OwnershipTab } from './ownership/OwnershipTab.tsx'
import { ResourcesTab } from './resources/ResourcesTab.tsx'

/** Enablement: what helps to sell, who learned what, and whether it works. */
export function EnablementScreen() {
  return (
    <Page title="Enablement" answer={<Sentence />}>
      <PageTabs
        tabs={[
          { value: 'resources', label: 'Resources', content: () => <ResourcesTab /> },
          { value: 'courses', label: 'Courses', content: () => <CoursesTab /> },
          { value: 'onboarding', label: 'Onboarding', content: () => <OnboardingTab /> },
          { value: 'effects', label: 'Effects', content: () => <EffectsTab /> },
          { value: 'coaching', label: 'Coaching', content: () => <CoachingTab /> },
          { value: 'ownership', label: 'Who owns what', content: () => <OwnershipTab /> },
        ]}
      />
      <DetailDrawer param="effect" title="How this is estimated" size={560}>
        {(id) => <EffectDetail id={id} />}
      </DetailDrawer>
    </Page>
  )
}

function Sentence() {
  const { number } = useFormat()
  const resources = useCall(enablementContract.resources, { query: { validity: 'valid', limit: 1 } as never }).data
  const certificates = useCall(enablementContract.certificates, { query: { limit: 1 } as never }).data
  const effects = useCall(enablementContract.effects).data?.effects
  if (!resources || !certificates || !effects) return null
  const { expired, 'expires soon': soon } = certificates.counts
  const helping = effects.filter(({ winRate }) => winRate.verdict === 'helps').map(({ name }) => name)
  const helps =
    helping.length > 0 ? `${helping.join(' and ')} raises the win rate` : 'nothing is shown to raise the win rate'
  return (
    <Answer
      tone={expired > 0 ? 'behind' : 'ahead'}
      means="Resources that are not archived. One is said to raise the win rate only where deals that used it were won more often than like deals that did not, by more than chance makes."
    >
      <NumberLink value={number(resources.total)} to="/enablement?validity=valid" label="Resources" /> resources are in
      use; {helps}.{' '}
      <NumberLink value={number(expired)} to="/enablement?tab=courses&certificate=expired" label="Expired" />{' '}
      certifications have expired,{' '}
      <NumberLink value={number(soon)} to="/enablement?tab=courses&certificate=expires+soon" label="Expire soon" /> will
      within <time dateTime="P30D">30 days</time>.
    </Answer>
  )
}
