import { toolsDemo } from './tools/demo.ts'

/** The demo company's sales stack. */
export const integrationsDemo = toolsDemo
