import { Button, CloseButton, Group, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { usePeopleNames } from '#company/ui/public/use-people-names.ts'
import { auditContract } from '#platform/audit/contract.ts'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCallPages } from '#platform/ui/use-call.ts'
import { AuditLine } from './AuditLine.tsx'

/** The audit as a story: who did what, when, from what to what; newest first. */
export function AuditTab() {
  const [search] = useUrlParams()
  const [text] = useDebouncedValue(search.find ?? '', 250)
  const names = usePeopleNames()
  const { noun, subject } = search
  const query = { noun, subjectId: subject, search: text, limit: 50 }
  const pages = useCallPages(auditContract.list, { query }, (last) => {
    const oldest = last.entries.at(-1)
    return last.more && oldest ? { before: oldest.id } : null
  })
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? []
  const nouns = pages.data?.pages[0]?.nouns ?? []
  return (
    <>
      <Filters nouns={nouns} names={names} />
      {pages.error && <ErrorState error={pages.error} retry={pages.refetch} />}
      {pages.isPending && <LoadingLines rows={8} height={20} />}
      {pages.data && entries.length === 0 && (
        <EmptyState
          title="Nothing here"
          teaches={
            search.find || noun
              ? 'Nothing in the audit matches. Clear the filters to see all of it.'
              : 'Every change will be told here: who, what, when, from what to what.'
          }
        />
      )}
      <div>
        {entries.map((entry) => (
          <AuditLine key={entry.id} entry={entry} names={names} />
        ))}
      </div>
      {pages.hasNextPage && (
        <Button variant="default" mt="md" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Earlier
        </Button>
      )}
    </>
  )
}

function Filters({ nouns, names }: { nouns: string[]; names: ReadonlyMap<string, string> }) {
  const [search, change] = useUrlParams()
  const { noun, subject } = search
  return (
    <Group mb="md" gap="sm">
      <TextInput
        aria-label="Find in the audit"
        placeholder="What was done"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search.find ?? ''}
        onChange={(event) => change({ find: event.currentTarget.value || null })}
        w={240}
      />
      <Select
        aria-label="About"
        placeholder="About everything"
        data={nouns}
        value={noun ?? null}
        onChange={(value) => change({ noun: value, subject: null })}
        clearable
        clearButtonProps={{ 'aria-label': 'About everything' }}
        w={190}
      />
      {subject && (
        <Group gap={4}>
          <Text size="sm">Only {names.get(subject) ?? `${noun} ${subject.slice(0, 8)}`}</Text>
          <CloseButton size="sm" aria-label="Show all" onClick={() => change({ subject: null })} />
        </Group>
      )}
    </Group>
  )
}
