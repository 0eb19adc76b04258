import type { Option } from '#platform/ui/form/FieldInput.tsx'

/** Every time zone that this browser knows, with the one in use. */
export function zoneOptions(present: string | null): Option[] {
  const zones = new Set([...(present === null ? [] : [present]), 'UTC', ...Intl.supportedValuesOf('timeZone')])
  return [...zones].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}
