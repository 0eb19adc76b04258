import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Endpoint } from '#platform/http/contract.ts'
import type { CallInput } from '#platform/ui/call.ts'
import type { Field } from '#platform/ui/form/FieldInput.tsx'
import { FormModal } from '#platform/ui/form/FormModal.tsx'
import type { Values } from '#platform/ui/form/RecordForm.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'

/** A button that asks for a few fields and then calls one endpoint with them. */
export function AskButton<E extends Endpoint, Name extends string>(props: {
  label: string
  title?: string
  fields: Field<Name>[]
  initial?: Partial<Values<Name>>
  endpoint: E
  input: (values: Values<Name>) => CallInput<E>
  done?: string
  isSmall?: boolean
}) {
  const [isAsking, ask] = useState(false)
  const command = useCommand(props.endpoint, {
    quiet: true,
    onDone: () => {
      ask(false)
      if (props.done) toast(props.done)
    },
  })
  const initial = Object.fromEntries(
    props.fields.map(({ name }) => [name, props.initial?.[name] ?? null]),
  ) as Values<Name>
  return (
    <>
      <Button size={props.isSmall ? 'compact-xs' : 'xs'} variant="default" onClick={() => ask(true)}>
        {props.label}
      </Button>
      {isAsking && (
        <FormModal
          title={props.title ?? props.label}
          onClose={() => ask(false)}
          fields={props.fields}
          initial={initial}
          submit={props.label}
          saving={command.isPending}
          error={command.error}
          onSave={(values) => command.mutate(props.input(values))}
        />
      )}
    </>
  )
}
