import { html, raw } from 'hono/html'
import type { z } from 'zod'
import type { Endpoint } from './contract.ts'
import { openApi } from './openapi.ts'

const style = `
  :root { color-scheme: light dark; --line: light-dark(#e3e6ea, #2e3338); --dim: light-dark(#5b6570, #9aa4ae); }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 3rem auto; padding: 0 1.25rem; }
  h1 { margin-bottom: .25rem } h2 { margin-top: 3rem; text-transform: capitalize }
  p { color: var(--dim) } code { font-family: ui-monospace, monospace; font-size: .92em }
  details { border-top: 1px solid var(--line); padding: .6rem 0 } summary { cursor: pointer; overflow-wrap: anywhere }
  summary b { display: inline-block; min-width: 4rem; text-transform: uppercase; font-size: .78rem }
  summary span { color: var(--dim) } table { border-collapse: collapse; width: 100%; margin: .6rem 0 }
  td { border-top: 1px solid var(--line); padding: .25rem .5rem .25rem 0; vertical-align: top; overflow-wrap: anywhere }
  pre { overflow: auto; border: 1px solid var(--line); border-radius: 6px; padding: .75rem }
`

/** The API as a readable page: every endpoint with its permission, parameters and body. */
export function apiPage(given: { endpoints: readonly Endpoint[]; basePath: string; styleNonce: string }) {
  const { endpoints, basePath, styleNonce } = given
  const document = openApi({ endpoints, basePath })
  const groups = Map.groupBy(endpoints, (endpoint) => endpoint.path.split('/')[2] ?? '')
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Drumbeat API</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"><style nonce="${styleNonce}">${raw(style)}</style></head><body><main>
    <h1>Drumbeat API</h1>
    <p>${document.info.description} The same as <a href="${basePath}/api/openapi.json">OpenAPI 3.1</a>.
    Tokens are made under Settings, API tokens.</p>
    <pre>curl -H "Authorization: Bearer $TOKEN" $URL${basePath}/api/company</pre>
    ${[...groups].map(([group, members]) => html`<h2>${group}</h2>${members.map((endpoint) => entry(endpoint, document.paths))}`)}
    </main></body></html>`
}

/** How headers are written that OpenAPI keeps under a name of its own. */
const sharedNames: Record<string, string> = { ifMatch: 'If-Match', ifNoneMatch: 'If-None-Match' }

function entry(
  endpoint: Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
  paths: Record<string, Record<string, unknown>>,
) {
  const described = paths[endpoint.path]?.[endpoint.method] as {
    parameters: ({ name: string; in: string; required: boolean; schema: object } | { $ref: string })[]
    requestBody?: { content: Record<string, { schema: object }> }
  }
  const own = described.parameters.filter((each) => 'name' in each)
  const shared = described.parameters.flatMap((each) => ('$ref' in each ? (each.$ref.split('/').at(-1) ?? '') : []))
  const [body] = Object.entries(described.requestBody?.content ?? {})
  return html`<details><summary><b>${endpoint.method}</b> <code>${endpoint.path}</code> <span>${endpoint.summary}</span></summary>
    <p>Permission: <code>${endpoint.permission}</code></p>
    ${own.length > 0 ? html`<table>${own.map((each) => html`<tr><td><code>${each.name}</code></td><td>${each.in}${each.required ? ', required' : ''}</td><td><code>${JSON.stringify(each.schema)}</code></td></tr>`)}</table>` : ''}
    ${shared.length > 0 ? html`<p>Also ${shared.map((name) => sharedNames[name] ?? name).join(', ')}.</p>` : ''}
    ${body ? html`<p>Body: <code>${body[0]}</code></p><pre>${JSON.stringify(body[1].schema, null, 2)}</pre>` : ''}</details>`
}
