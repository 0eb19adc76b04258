import { normalHeader } from '#platform/importing/field.ts'
import type { FileKind, Preset } from '#platform/importing/file-kind.ts'

/** The program whose headers these are, with the kind of file it writes; the one with the most telling headers. */
export function presetOf(
  kinds: readonly FileKind[],
  columns: readonly string[],
): { kind: FileKind; preset: Preset } | undefined {
  const headers = new Set(columns.map(normalHeader))
  const fits = kinds
    .flatMap((kind) => (kind.presets ?? []).map((preset) => ({ kind, preset })))
    .filter(({ preset }) => preset.signs.every((sign) => headers.has(sign)))
    .filter(({ preset }) => !preset.noOthers || headers.size === preset.signs.length)
  return fits.sort((a, b) => b.preset.signs.length - a.preset.signs.length)[0]
}
