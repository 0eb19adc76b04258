const names = [
  'accent',
  'accent-soft',
  'page',
  'raised',
  'line',
  'line-strong',
  'ink',
  'muted',
  'faint',
  'ahead',
  'behind',
  'uncertain',
  'edited',
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
  'series-7',
] as const

/** The colours of the running colour scheme, for drawings that cannot read CSS variables. */
export type Palette = Record<(typeof names)[number], string>

/** Reads the palette from the tokens in force. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Palette
}

/** A colour with less strength: `#4a43c9` at 0.2. */
export function faded(hex: string, alpha: number): string {
  const value = Number.parseInt(hex.slice(1), 16)
  return `rgba(${value >> 16}, ${(value >> 8) & 255}, ${value & 255}, ${alpha})`
}

/** The colours of up to seven series. */
export function seriesColours(palette: Palette): string[] {
  return [1, 2, 3, 4, 5, 6, 7].map((at) => palette[`series-${at}` as keyof Palette])
}
