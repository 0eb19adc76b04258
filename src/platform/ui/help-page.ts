/** The name of the page of help that explains a screen, by the screen's path. */
export function helpPageOf(path: string): string {
  return path.slice(1).replaceAll('/', '-') || 'overview'
}
