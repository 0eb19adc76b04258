import { createHash } from 'node:crypto'
import type { Linked } from '../linked.ts'

/** What a person is asked to allow: to read what is synced, to write deals where that is chosen, to stay signed in. */
const scopes: Record<Linked['kind'], string> = {
  salesforce: 'api refresh_token',
  hubspot: [
    'crm.objects.deals.read',
    'crm.objects.deals.write',
    'crm.objects.companies.read',
    'crm.objects.owners.read',
    'crm.objects.line_items.read',
    'crm.schemas.deals.read',
  ].join(' '),
}

/** Where a person signs in at the other system and allows the app: authorization code with PKCE (RFC 7636). */
export function signInPage(of: {
  kind: Linked['kind']
  address: string
  clientId: string
  redirectUri: string
  state: string
  verifier: string
}): string {
  const { kind, address, clientId, redirectUri, state, verifier } = of
  const path = kind === 'hubspot' ? '/oauth/authorize' : '/services/oauth2/authorize'
  const url = new URL(path, kind === 'hubspot' ? pageOfHubspot(address) : address)
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes[kind],
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  return url.href
}

/** Where codes and refresh tokens become sessions. */
export function tokenAddress({ kind, address }: Pick<Linked, 'kind' | 'address'>): string {
  return `${address}${kind === 'hubspot' ? '/oauth/v3/token' : '/services/oauth2/token'}`
}

/** People of HubSpot sign in beside its API: app.hubspot.com for api.hubapi.com. */
function pageOfHubspot(address: string): string {
  const { protocol, hostname } = new URL(address)
  return hostname === 'api.hubapi.com' ? `${protocol}//app.hubspot.com` : address
}
