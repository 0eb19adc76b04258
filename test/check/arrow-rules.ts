import type { IForbiddenRuleType } from 'dependency-cruiser'
import { type House, neighbours } from './house.ts'

const tests = '[.]test[.]tsx?$'
const typeOnly = { dependencyTypesNot: ['type-only' as const] }

/** Modules of Node that reach beyond the process; streams, buffers, hashes and the like only transform. */
const worldly =
  '^(node:)?(fs|net|http|http2|https|tls|dgram|dns|os|process|child_process|worker_threads|cluster|readline|tty|inspector)(/|$)'
const worldlyPackages =
  'node_modules/(pg|pg-boss|pg-copy-streams|kysely|hono|@hono|better-auth|nodemailer|pino|piscina)/'

/** What builds the web app runs on the server, though it lives beside it. */
const webBuilders = '^src/web/(build|pack|dependencies)[.]ts$'

/** The arrows of the house as rules for dependency-cruiser; each name is the sentence a newcomer reads when it breaks. */
export function arrowRules(house: House): IForbiddenRuleType[] {
  const domains = Object.keys(house.mayUse)
  return [
    ...houseRules(house, domains),
    ...domains.flatMap((domain) => domainRules(house, domain)),
    ...screenRules(house),
    ...pureRules(house, domains),
  ].map((rule) => ({ severity: 'error', ...rule }))
}

function houseRules(house: House, domains: string[]): IForbiddenRuleType[] {
  return [
    rule('an import must lead somewhere', { from: {}, to: { couldNotResolve: true } }),
    rule('no cycles', {
      from: { pathNot: tests },
      to: { circular: true, viaOnly: typeOnly },
    }),
    rule('packages know nobody', {
      from: { path: '^packages/([^/]+)/', pathNot: tests },
      to: { path: '^(src|test|bench|examples|packages)/', pathNot: '^packages/$1/' },
    }),
    rule('packages do no I/O (only their workers/ may)', {
      from: { path: '^packages/', pathNot: [tests, '/workers/'] },
      to: { path: worldly, dependencyTypes: ['core'] },
    }),
    rule('platform knows no domain and no shell', {
      from: { path: '^src/platform/', pathNot: tests },
      to: { path: `^src/(${[...domains, ...house.shell].join('|')})(/|[.])` },
    }),
    rule('the product does not use its tests or benches', {
      from: { path: '^(src|packages)/', pathNot: tests },
      to: { path: ['^(test|bench)/', tests] },
    }),
  ]
}

/** Files that read (`.sql`), write (`.tx`) or use disk and network (`.io`), and those that serve the world by their name. */
const serverFiles = ['[.](sql|tx|io)[.]ts$', '/(routes|jobs|domain)[.]ts$']

function domainRules(house: House, domain: string): IForbiddenRuleType[] {
  const others = Object.keys(house.mayUse).filter((other) => other !== domain)
  const closed = others.filter((other) => !neighbours(house, domain).includes(other))
  const from = { path: `^src/${domain}/`, pathNot: tests }
  const top = `^src/${domain}/[^/]+$`
  const own = `^src/${domain}/(routes|jobs|domain)[.]ts$`
  const contracts = `^src/${domain}/(.+/|)contract[.]ts$`
  const outside = `^src/(${others.join('|')})/`
  const topIsPublic = `from outside, ${domain} is the top of its folder, and ui/public for screens`
  const rules = [
    rule(`${domain} does not use the shell`, { from, to: { path: `^src/(${house.shell.join('|')})(/|[.])` } }),
    rule(topIsPublic, {
      from: { path: outside, pathNot: [tests, '^src/.+/ui/'] },
      to: { path: `^src/${domain}/`, pathNot: [top] },
    }),
    rule(topIsPublic, { from: { path: outside, pathNot: tests }, to: { path: own } }),
    // A screen may speak to another domain over HTTP, and a contract is just that.
    rule(topIsPublic, {
      from: { path: `${outside}(.+/|)ui/`, pathNot: tests },
      to: {
        path: `^src/${domain}/`,
        pathNot: [top, contracts, `^src/${domain}/ui/public/`],
      },
    }),
  ]
  if (closed.length === 0) return rules
  const allowed = house.mayUse[domain]?.join(', ') || 'no other domain'
  return [rule(`${domain} may use ${allowed}`, { from, to: { path: `^src/(${closed.join('|')})/` } }), ...rules]
}

function screenRules(house: House): IForbiddenRuleType[] {
  const from = { path: ['^src/.+/ui/', '^src/web/', '[.]tsx$'], pathNot: [tests, webBuilders] }
  const serverSide = [
    ...serverFiles.map((files) => `^src/.*${files}`),
    '^src/platform/(db|jobs|events|audit|auth)/(?!contract|passkeys/contract)',
    `^src/(${house.shell.filter((name) => name !== 'web').join('|')})(/|[.])`,
  ]
  const overHttp = 'screens reach the server over HTTP only (types may cross)'
  return [
    rule(overHttp, { from, to: { path: serverSide, pathNot: '/ui/', ...typeOnly } }),
    rule('screens run in a browser, which has no Node', { from, to: { dependencyTypes: ['core'], ...typeOnly } }),
    rule('screens leave server packages to the server', { from, to: { path: worldlyPackages, ...typeOnly } }),
  ]
}

function pureRules(_house: House, domains: string[]): IForbiddenRuleType[] {
  const from = {
    path: `^src/(${domains.join('|')})/`,
    pathNot: [...serverFiles, '/contract[.]ts$', '/workers/', '/ui/', '[.]tsx$', tests],
  }
  const pure = 'only .sql, .tx, .io, routes, jobs, domain and ui/ touch the world; every other file is pure'
  return [
    rule(pure, { from, to: { path: worldly, dependencyTypes: ['core'], ...onlyAtRunTime } }),
    rule(pure, { from, to: { path: worldlyPackages, ...onlyAtRunTime } }),
    rule(pure, {
      from,
      to: {
        path: '^src/platform/(db|http|jobs|events|audit|auth)/',
        pathNot: '/(contract|refusal|json-schema)[.]ts$',
        ...onlyAtRunTime,
      },
    }),
    rule(pure, { from, to: { path: serverFiles.map((files) => `^src/.*${files}`), ...onlyAtRunTime } }),
  ]
}

const onlyAtRunTime = { preCompilationOnly: false }

function rule(name: string, arrow: object): IForbiddenRuleType {
  return { name, ...arrow } as IForbiddenRuleType
}
