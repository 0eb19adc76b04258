import { Answer } from '#platform/ui/page/Answer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { pulseContract } from '../contract.ts'
import { MineCard } from './MineCard.tsx'
import { ResultsAnswer } from './results/ResultsAnswer.tsx'
import { ResultsTab } from './results/ResultsTab.tsx'
import { useChosen } from './results/use-chosen.ts'
import { QuestionsTab } from './surveys/QuestionsTab.tsx'
import { RoundsTab } from './surveys/RoundsTab.tsx'
import { SurveysTab } from './surveys/SurveysTab.tsx'

/** Pulse: what the team said, anonymously, and what is done about it. */
export function PulseScreen() {
  const rounds = useCall(pulseContract.rounds)
  const chosen = useChosen(rounds.data?.rounds ?? [])
  return (
    <Page
      title="Pulse"
      answer={rounds.data && (chosen ? <ResultsAnswer round={chosen} /> : <Answer>No round is closed yet.</Answer>)}
    >
      <MineCard />
      <Ready call={rounds} loading={<LoadingBlock height={320} />}>
        {({ rounds: all }) => (
          <PageTabs
            tabs={[
              { value: 'results', label: 'Results', content: () => <ResultsTab rounds={all} chosen={chosen} /> },
              { value: 'rounds', label: 'Rounds', content: () => <RoundsTab rounds={all} /> },
              { value: 'surveys', label: 'Surveys', content: () => <SurveysTab /> },
              { value: 'questions', label: 'Questions', content: () => <QuestionsTab /> },
            ]}
          />
        )}
      </Ready>
    </Page>
  )
}
