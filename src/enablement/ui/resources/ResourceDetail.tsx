import { Button, Text } from '@mantine/core'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { Section } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { enablementContract } from '../../contract.ts'
import type { Resource } from '../../schema.ts'
import { Openings } from './Openings.tsx'
import { factsIn, initialOf, useResourceFields } from './resource-fields.ts'

/** One resource, or a new one: what it says, and who opened it. */
export function ResourceDetail({ resource }: { resource: Resource | null }) {
  const { can } = useSession()
  const mayEdit = can('enablement:edit')
  const saved = useSaved('resource')
  const fields = useResourceFields()
  const add = useCommand(enablementContract.addResource, { quiet: true, onDone: () => saved('Resource added') })
  const change = useCommand(enablementContract.changeResource, { quiet: true, onDone: () => saved('Resource changed') })
  const saving = resource ? change : add
  const save = (body: ReturnType<typeof factsIn>) =>
    resource ? change.mutate({ params: { id: resource.id }, body }) : add.mutate({ body })
  return (
    <>
      {resource && resource.unknownTags.length > 0 && (
        <Text mb="sm">{`No stage, segment or family is called ${resource.unknownTags.join(', ')} today.`}</Text>
      )}
      <RecordForm
        fields={fields}
        initial={initialOf(resource)}
        submit={resource ? 'Save' : 'Add resource'}
        saving={saving.isPending}
        error={saving.error}
        readOnly={!mayEdit}
        onSave={(values) => save(factsIn(values))}
      />
      {resource && mayEdit && <Retire resource={resource} />}
      {resource && <Use id={resource.id} />}
    </>
  )
}

function Retire({ resource: { id, validity } }: { resource: Resource }) {
  const saved = useSaved('resource')
  const retire = useCommand(enablementContract.retireResource, {
    onDone: ({ retired }) => saved(retired ? 'Resource retired' : 'Resource is back'),
  })
  return (
    <Button mt="md" variant="default" loading={retire.isPending} onClick={() => retire.mutate({ params: { id } })}>
      {validity === 'retired' ? 'Bring it back' : 'Retire it'}
    </Button>
  )
}

function Use({ id }: { id: string }) {
  const { data } = useCall(enablementContract.openings, { params: { id }, query: { limit: 10 } as never })
  if (!data) return null
  return (
    <Section title="Last opened">
      <Openings openings={data.openings} total={data.total} />
    </Section>
  )
}
