/** Where this workspace is served: '' for main, '/demo' for the demo. The server writes it into <base href>. */
export function basePath(): string {
  return new URL(document.baseURI).pathname.replace(/\/[^/]*$/, '')
}
