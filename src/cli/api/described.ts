/** What of an OpenAPI description the command line reads. */
export type Described = {
  paths: Record<
    string,
    Record<string, { summary: string; parameters?: ({ name: string; in: string } | { $ref: string })[] }>
  >
}

/** What can be asked, one endpoint a line: method, path, names of its query, summary. */
export function endpointLines({ paths }: Described, under = ''): string {
  const lines = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { summary, parameters = [] }]) => {
      const query = queryNames(parameters).map((name) => `${name}=`)
      return `${method.padEnd(6)} ${shortPath(path)}${query.length > 0 ? ` ${query.join(' ')}` : ''}\n       ${summary}\n`
    }),
  )
  return lines.filter((line) => line.slice(7).startsWith(under)).join('')
}

/** A script that completes paths and names of queries; `eval "$(drumbeat api --completion bash)"` turns it on. */
export function completionScript({ paths }: Described, shell: 'bash' | 'zsh'): string {
  const words = Object.entries(paths).map(([path, operations]) => {
    const names = queryNames(operations.get?.parameters ?? []).map((name) => `${name}=`)
    return `  ["${shortPath(path)}"]="${names.join(' ')}"`
  })
  const zsh = shell === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : ''
  return `${zsh}declare -A _drumbeat_api=(
${words.join('\n')}
)
_drumbeat() {
  local word="\${COMP_WORDS[COMP_CWORD]}" path="" part
  [ "\${COMP_WORDS[1]}" = api ] || return
  for part in "\${COMP_WORDS[@]:2}"; do [ -n "\${_drumbeat_api[$part]+x}" ] && path="$part"; done
  if [ -n "$path" ]; then COMPREPLY=($(compgen -W "\${_drumbeat_api[$path]}" -- "$word")); compopt -o nospace
  else COMPREPLY=($(compgen -W "get post put patch delete \${!_drumbeat_api[*]}" -- "$word")); fi
}
complete -F _drumbeat drumbeat
`
}

/** The parameters of the query, also those that many endpoints share. */
function queryNames(parameters: readonly ({ name: string; in: string } | { $ref: string })[]): string[] {
  return parameters.flatMap((each) => {
    if ('name' in each) return each.in === 'query' ? [each.name] : []
    const name = each.$ref.split('/').at(-1) ?? ''
    return /^if/.test(name) ? [] : [name]
  })
}

function shortPath(path: string): string {
  return path.replace(/^\/api\//, '')
}
