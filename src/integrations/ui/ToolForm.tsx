import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { shifted } from '#platform/numbers/exact.ts'
import { majorText, minorDigits } from '#platform/numbers/minor.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Tool } from '../tools/schema.ts'
import { bodyOf, toolFields, valuesOf } from './tool-fields.ts'

/** What is known of a tool, to be typed. */
export function ToolForm(props: {
  tool: Tool | null
  submit: string
  saving: boolean
  error: unknown
  onSave: (body: ReturnType<typeof bodyOf>) => void
}) {
  const { tool } = props
  const { regional } = useFormat()
  const people = usePeopleOptions()
  const currency = tool?.currency ?? regional.currency
  return (
    <RecordForm
      fields={toolFields(people, currency)}
      initial={valuesOf(tool, (minor) => majorText(minor, currency))}
      submit={props.submit}
      saving={props.saving}
      error={props.error}
      onSave={(values) => props.onSave(bodyOf(values, (text) => Number(shifted(text, minorDigits(currency)))))}
    />
  )
}
