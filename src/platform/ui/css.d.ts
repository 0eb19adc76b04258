declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>
  // biome-ignore lint/style/noDefaultExport: CSS modules are imported that way
  export default classes
}
declare module '*.css'
declare module '@fontsource-variable/inter/wght.css'
