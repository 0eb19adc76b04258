import type { z } from 'zod'
import type { Field, Option } from '#platform/ui/form/FieldInput.tsx'
import type { Values } from '#platform/ui/form/RecordForm.tsx'
import type { toolsContract } from '../tools/contract.ts'
import { type Tool, ToolStatus, toolStates } from '../tools/schema.ts'

type Name =
  | 'name'
  | 'purpose'
  | 'ownerId'
  | 'vendor'
  | 'cost'
  | 'seats'
  | 'renewsOn'
  | 'noticeDays'
  | 'status'
  | 'data'
  | 'overlaps'
type Body = z.input<(typeof toolsContract)['addTool']['body']>

/** The fields of a tool's form; `people` are those who may own it. */
export function toolFields(people: Option[], currency: string): Field<Name>[] {
  return [
    { name: 'name', label: 'Tool', required: true },
    { name: 'purpose', label: 'Purpose', description: 'Tools for the same purpose overlap.' },
    {
      name: 'ownerId',
      label: 'Owner',
      kind: 'select',
      options: people,
    },
    { name: 'vendor', label: 'Vendor' },
    { name: 'cost', label: `Cost per year in ${currency}`, kind: 'decimal' },
    { name: 'seats', label: 'Seats', kind: 'decimal' },
    { name: 'renewsOn', label: 'Renews on', kind: 'date' },
    { name: 'noticeDays', label: 'Days of notice', kind: 'decimal' },
    {
      name: 'status',
      label: 'Status',
      kind: 'select',
      required: true,
      options: toolStates.map((state) => ({ value: state, label: state })),
    },
    { name: 'data', label: 'Data it holds' },
    { name: 'overlaps', label: 'Overlaps with', description: 'Names of tools, with commas between.' },
  ]
}

/** What the form begins with. */
export function valuesOf(tool: Tool | null, majorOf: (minor: number) => string): Values<Name> {
  const whole = (value: number | null | undefined) => (value === null || value === undefined ? null : String(value))
  return {
    name: tool?.name ?? '',
    purpose: tool?.purpose ?? null,
    ownerId: tool?.owner?.id ?? null,
    vendor: tool?.vendor ?? null,
    cost: tool?.costPerYearMinor == null ? null : majorOf(tool.costPerYearMinor),
    seats: whole(tool?.seats),
    renewsOn: tool?.renewsOn ?? null,
    noticeDays: whole(tool?.noticeDays),
    status: tool?.status ?? 'in use',
    data: tool?.data ?? null,
    overlaps: tool?.overlaps.join(', ') || null,
  }
}

/** What the form says, as the API takes it. */
export function bodyOf(values: Values<Name>, minorOf: (decimal: string) => number): Body {
  const whole = (text: string | null) => (text === null ? null : Math.round(Number(text)))
  return {
    name: values.name ?? '',
    purpose: values.purpose,
    ownerId: values.ownerId,
    vendor: values.vendor,
    costPerYearMinor: values.cost === null ? null : minorOf(values.cost),
    seats: whole(values.seats),
    renewsOn: values.renewsOn,
    noticeDays: whole(values.noticeDays),
    status: ToolStatus.parse(values.status ?? 'in use'),
    data: values.data,
    overlaps: (values.overlaps ?? '').split(',').flatMap((name) => name.trim() || []),
  }
}
