import { endpoint } from '#platform/http/contract.ts'

const about = {
  path: '/api/mcp',
  permission: 'integrations:ask',
  raw: true,
  speaks: 'application/json',
} as const

export const mcpContract = {
  mcp: endpoint({
    ...about,
    method: 'post',
    summary:
      'Model Context Protocol (streamable HTTP, stateless) for assistants, with an API token. Tools answer what the token’s owner may see; those that write need the scope integrations:assist as well.',
  }),
  mcpStream: endpoint({
    ...about,
    method: 'get',
    summary: 'Part of the Model Context Protocol: this server keeps no stream open and answers 405.',
  }),
}
