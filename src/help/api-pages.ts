import { escaped } from '#platform/html.ts'

/** A room and what it offers by API. */
export type Room = { name: string; endpoints: { method: string; path: string; summary: string; permission: string }[] }

/** The endpoints of a room, with who may ask them. */
export function apiBody({ endpoints }: Room, { rolesWith }: { rolesWith: (permission: string) => string[] }): string {
  const rows = endpoints.map(({ method, path, summary, permission }) => {
    const roles = permission === 'public' ? 'whoever has the address' : rolesWith(permission).join(', ')
    return `<tr><td><b>${method.toUpperCase()}</b></td><td><code>${breakable(path)}</code></td><td>${escaped(summary)}<br><small>${escaped(roles)}</small></td></tr>`
  })
  return `<p>Parameters, bodies and replies of each stand at <code>/api</code> of your own Drumbeat, and as OpenAPI 3.1 at <code>/api/openapi.json</code>.</p>
<div class="wide"><table><thead><tr><th></th><th>Address</th><th>What it does, and for whom</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`
}

/** Long addresses break after a stroke. */
function breakable(path: string): string {
  return escaped(path).replaceAll('/', '/<wbr>')
}
