import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { AnswersTab } from './AnswersTab.tsx'
import { ProblemsTab } from './ProblemsTab.tsx'
import { ProposalTab } from './ProposalTab.tsx'
import { QuotaPlanAnswer } from './QuotaPlanAnswer.tsx'

/** Quota plan: the coming target spread over people, and what each of them said to theirs. */
export function QuotaPlanScreen() {
  const { can } = useSession()
  return (
    <Page title="Quota plan" answer={<QuotaPlanAnswer />}>
      <PageTabs
        tabs={[
          ...(can('goals:edit') ? [{ value: 'proposal', label: 'Proposal', content: () => <ProposalTab /> }] : []),
          { value: 'answers', label: 'Answers', content: () => <AnswersTab /> },
          { value: 'problems', label: 'Problems', content: () => <ProblemsTab /> },
        ]}
      />
    </Page>
  )
}
