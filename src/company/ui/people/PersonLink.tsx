import { Anchor } from '@mantine/core'
import { useUrlParam } from '#platform/ui/url-state.ts'

/** A person's name that opens the person. */
export function PersonLink({ id, name }: { id: string; name: string }) {
  const [, open] = useUrlParam('person')
  return (
    <Anchor component="button" type="button" onClick={() => open(id, { push: true })} ta="start">
      {name}
    </Anchor>
  )
}
