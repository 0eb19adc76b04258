declare global {
  interface Window {
    /** What a page's boot script asked for before its code arrived, by address; null where it was refused. */
    drumbeatEarly?: Record<string, Promise<unknown> | undefined>
  }
}

/** Where this workspace is served: '' for main, '/demo' for the demo. The server writes it into <base href>. */
export function basePath(): string {
  return new URL(document.baseURI).pathname.replace(/\/[^/]*$/, '')
}
