declare module 'pdfmake' {
  const pdfmake: {
    addFonts: (fonts: unknown) => void
    setUrlAccessPolicy: (allows: (url: string) => boolean) => void
    setLocalAccessPolicy: (allows: (path: string) => boolean) => void
    createPdf: (document: unknown) => { getBuffer: () => Promise<Uint8Array> }
  }
  export = pdfmake
}
declare module 'pdfmake/fonts/Roboto.js' {
  const fonts: Record<string, Record<string, string>>
  export = fonts
}
