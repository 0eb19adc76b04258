import { Button } from '@mantine/core'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Page, Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { importsContract } from '../contract.ts'
import { DropFiles } from './DropFiles.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import { isRunning } from './import-state.ts'
import { OwnWorkspace } from './OwnWorkspace.tsx'
import { SetAnswer } from './SetAnswer.tsx'
import { SetView } from './SetView.tsx'

/** Import: drop files, see what was understood and what was not, accept, and see what came of it. */
export function ImportScreen() {
  const [setId, open] = useUrlParam('set')
  return setId ? (
    <OneSet setId={setId} leave={() => open(null, { push: true })} />
  ) : (
    <Landing open={(id) => open(id, { push: true })} />
  )
}

function Landing({ open }: { open: (setId: string) => void }) {
  const { can } = useSession()
  const history = useCall(importsContract.history, {})
  return (
    <Page title="Import">
      <OwnWorkspace />
      {can('imports:run') && <DropFiles onDropped={open} offersSample={history.data?.imports.length === 0} />}
      <Section title="Imports so far">
        <Ready call={history} loading={<LoadingBlock height={200} />}>
          {({ imports }) => <ImportHistory imports={imports} open={open} />}
        </Ready>
      </Section>
    </Page>
  )
}

function OneSet({ setId, leave }: { setId: string; leave: () => void }) {
  const call = useCall(importsContract.set, { params: { setId } }, { refetchEvery: 700, keepPrevious: false })
  const files = call.data?.files
  return (
    <Page
      title="Import"
      answer={files && files.length > 0 && <SetAnswer files={files} />}
      actions={
        <Button variant="default" onClick={leave}>
          {files?.some(isRunning) ? 'Leave it running' : 'All imports'}
        </Button>
      }
    >
      <Ready call={call} loading={<LoadingBlock height={420} />}>
        {(data) => <SetView setId={setId} files={data.files} leave={leave} />}
      </Ready>
    </Page>
  )
}
