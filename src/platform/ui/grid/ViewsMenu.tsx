import { ActionIcon, Button, Checkbox, Group, Menu, Stack, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { type View, viewsContract } from '../../views/contract.ts'
import { Dialog } from '../form/Dialog.tsx'
import { toast } from '../toast.tsx'
import { useUrlParams } from '../url-state.ts'
import { useCall, useCommand } from '../use-call.ts'
import type { Layout } from './layout.ts'

type ViewsProps = {
  screen: string
  /** What of the address a view holds: filters, sort, grouping. */
  params: readonly string[]
  layout: Layout
  setLayout: (layout: Layout) => void
  /** The sort of a grid that sorts by itself; held with the view under a name that no address has. */
  sort?: string | null
  setSort?: (sort: string | null) => void
}

const ownSort = '.sort'

/** Saved views of a grid: filters, sort, grouping and columns under a name, for oneself or for everybody; Back undoes. */
export function ViewsMenu(props: ViewsProps) {
  const { params, layout } = props
  const screen = props.screen.replace(/[^a-z0-9]+/g, '-')
  const [opened, setOpened] = useState(false)
  const [saving, setSaving] = useState(false)
  const [search, change] = useUrlParams()
  const views = useCall(viewsContract.listViews, { query: { screen } }, { enabled: opened }).data?.views ?? []
  const held = {
    ...Object.fromEntries(params.flatMap((name) => (search[name] ? [[name, search[name]]] : []))),
    ...(props.sort && { [ownSort]: props.sort }),
  }
  const open = (view: View) => {
    props.setLayout(view.layout as Layout)
    props.setSort?.(view.search[ownSort] ?? null)
    if (params.length === 0) return
    change(Object.fromEntries(params.map((name) => [name, view.search[name] ?? null])), { push: true })
  }
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={280} returnFocus onChange={setOpened}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label="Views" title="Views">
            <IconBookmark size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{views.length === 0 ? 'No views saved yet' : 'Views'}</Menu.Label>
          {views.map((view) => (
            <ViewItem key={view.id} view={view} open={open} />
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setSaving(true)}>Save this view …</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {saving && <SaveView screen={screen} search={held} layout={layout} onClose={() => setSaving(false)} />}
    </>
  )
}

function ViewItem({ view, open }: { view: View; open: (view: View) => void }) {
  const again = useCommand(viewsContract.saveView)
  const remove = useCommand(viewsContract.removeView, {
    onDone: () => {
      const { screen, name, search, layout, isShared } = view
      const undo = () => again.mutate({ body: { screen, name, search, layout, isShared } })
      toast(`View ${view.name} removed`, { undo })
    },
  })
  const whose = view.isOwn ? (view.isShared ? 'shared with everybody' : null) : `by ${view.owner}`
  return (
    <>
      <Menu.Item onClick={() => open(view)} rightSection={whose && <small>{whose}</small>}>
        {view.name}
      </Menu.Item>
      {view.isOwn && (
        <Menu.Item
          pl={32}
          fz="xs"
          c="dimmed"
          leftSection={<IconTrash size={13} aria-hidden />}
          onClick={() => remove.mutate({ params: { id: view.id } })}
        >
          Remove {view.name}
        </Menu.Item>
      )}
    </>
  )
}

function SaveView(props: { screen: string; search: Record<string, string>; layout: Layout; onClose: () => void }) {
  const { screen, search, layout, onClose } = props
  const save = useCommand(viewsContract.saveView, {
    onDone: (view) => {
      toast(`View ${view.name} saved`)
      onClose()
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const name = String(form.get('name') ?? '').trim()
    if (name) save.mutate({ body: { screen, name, search, layout, isShared: form.get('shared') === 'on' } })
  }
  return (
    <Dialog title="Save this view" onClose={onClose}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput name="name" label="Name" required maxLength={80} data-autofocus />
          <Checkbox name="shared" label="Share it with everybody; each sees only the rows they may see" />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
