import type { Column } from '#platform/ui/grid/column.ts'
import { Tone } from '#platform/ui/page/Tone.tsx'
import type { useFormat } from '#platform/ui/use-format.tsx'
import type { Action } from '../schema.ts'

/** The columns of the list of actions; title and day are edited in it. */
export function actionColumns({ day }: Pick<ReturnType<typeof useFormat>, 'day'>): Column<Action>[] {
  const locked = ({ state }: Action) => (state === 'open' ? null : `This action is ${state}.`)
  return [
    {
      id: 'title',
      header: 'Action',
      value: (action) => action.title,
      grow: true,
      width: 260,
      phone: 'title',
      edit: {
        kind: 'text',
        required: true,
        locked,
        value: (action) => action.title,
        apply: (action, title) => ({ ...action, title: String(title) }),
      },
    },
    {
      id: 'about',
      header: 'About',
      value: (action) => action.about?.title ?? null,
      width: 220,
      phone: 'line',
      definition: 'The deal, account, person or other thing that it is about.',
    },
    { id: 'owner', header: 'Owner', value: (action) => action.ownerName, width: 160, phone: 'line' },
    {
      id: 'due',
      header: 'By',
      value: (action) => action.dueOn,
      cell: (action) =>
        action.dueOn && (action.isLate ? <Tone tone="behind">{day(action.dueOn)}</Tone> : day(action.dueOn)),
      width: 140,
      phone: 'aside',
      definition: 'The day by which it is to be done.',
      edit: {
        kind: 'day',
        locked,
        value: (action) => action.dueOn,
        apply: (action, dueOn) => ({ ...action, dueOn: dueOn as string | null }),
      },
    },
    { id: 'state', header: 'State', value: (action) => action.state, width: 90, phone: 'off' },
    { id: 'addedBy', header: 'Given by', value: (action) => action.addedBy, width: 160, phone: 'off' },
  ]
}
