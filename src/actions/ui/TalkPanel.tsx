import { useSession } from '#platform/ui/session.tsx'
import { ActionsOn } from './public/ActionsOn.tsx'
import { CommentsOn } from './public/CommentsOn.tsx'

/** What is to be done about a thing, and what was said of it: in the drawer of every noun. */
export function TalkPanel({ noun, id }: { noun: string; id: string }) {
  const { can } = useSession()
  if (!can('actions:read')) return null
  return (
    <>
      <ActionsOn noun={noun} id={id} />
      <CommentsOn noun={noun} id={id} />
    </>
  )
}
