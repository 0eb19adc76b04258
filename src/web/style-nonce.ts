/**
 * The nonce by which the page lets styles in that components make as they go. The server draws it anew for each page. The
 * library that stops the page from scrolling behind a dialog reads it from a global of webpack's.
 */
export function styleNonce(): string {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? ''
  Object.assign(globalThis, { __webpack_nonce__: nonce })
  return nonce
}
