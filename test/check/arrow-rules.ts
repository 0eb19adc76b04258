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
const webBuilders = '^src/web/(build|pack)[.]ts$'

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

function domainRules(house: House, domain: string): IForbiddenRuleType[] {
  const others = Object.keys(house.mayUse).filter((other) => other !== domain)
  const closed = others.filter((other) => !neighbours(house, domain).includes(other))
  const from = { path: `^src/${domain}/`, pathNot: tests }
  const outside = `^src/(${others.join('|')})/`
  const face = publicFace(house, domain)
  const screens = `^src/.+/ui/`
  // A screen may speak to another domain over HTTP, and a contract is just that.
  const faceOverHttp = [...face, `^src/${domain}/(.+/|)contract[.]ts$`]
  const outsideRule = `from outside, ${domain} is its ${house.publicFiles.join(', ')} (for screens, its contract too)`
  const rules = [
    rule(`${domain} does not use the shell`, { from, to: { path: `^src/(${house.shell.join('|')})(/|[.])` } }),
    rule(outsideRule, {
      from: { path: outside, pathNot: [tests, screens] },
      to: { path: `^src/${domain}/`, pathNot: face },
    }),
    rule(outsideRule, {
      from: { path: `^src/(${others.join('|')})/.*ui/`, pathNot: tests },
      to: { path: `^src/${domain}/`, pathNot: faceOverHttp },
    }),
  ]
  if (closed.length === 0) return rules
  const allowed = house.mayUse[domain]?.join(', ') || 'no other domain'
  return [rule(`${domain} may use ${allowed}`, { from, to: { path: `^src/(${closed.join('|')})/` } }), ...rules]
}

/** A sub-noun's folder has the same face as its domain. */
function publicFace(house: House, domain: string): string[] {
  const files = house.publicFiles.filter((name) => name !== 'ui')
  return [`^src/${domain}/(.+/|)(${files.join('|')})[.]ts$`, `^src/${domain}/(.+/|)ui/`]
}

function screenRules(house: House): IForbiddenRuleType[] {
  const from = { path: ['^src/.+/ui/', '^src/web/', '[.]tsx$'], pathNot: [tests, webBuilders] }
  const serverFiles = house.roleFiles.filter((name) => name !== 'contract')
  const serverSide = [
    `^src/.+/(${serverFiles.join('|')})[.]ts$`,
    '^src/platform/(db|jobs|events|audit|auth)/(?!contract)',
    `^src/(${house.shell.filter((name) => name !== 'web').join('|')})(/|[.])`,
  ]
  const overHttp = 'screens reach the server over HTTP only (types may cross)'
  return [
    rule(overHttp, { from, to: { path: serverSide, pathNot: '/ui/', ...typeOnly } }),
    rule('screens run in a browser, which has no Node', { from, to: { dependencyTypes: ['core'], ...typeOnly } }),
    rule('screens leave server packages to the server', { from, to: { path: worldlyPackages, ...typeOnly } }),
  ]
}

function pureRules(house: House, domains: string[]): IForbiddenRuleType[] {
  const roles = `/(${house.roleFiles.join('|')})[.]ts$`
  const from = { path: `^src/(${domains.join('|')})/`, pathNot: [roles, '/ui/', '[.]tsx$', tests] }
  const pure = `only ${house.roleFiles.join(', ')} and ui/ touch the world; every other file is pure`
  const doers = house.roleFiles.filter((name) => name !== 'contract')
  return [
    rule(pure, { from, to: { path: worldly, dependencyTypes: ['core'], ...onlyAtRunTime } }),
    rule(pure, { from, to: { path: worldlyPackages, ...onlyAtRunTime } }),
    rule(pure, {
      from,
      to: {
        path: '^src/platform/(db|http|jobs|events|audit|auth)/',
        pathNot: '/(contract|refusal)[.]ts$',
        ...onlyAtRunTime,
      },
    }),
    rule(pure, { from, to: { path: `^src/.+/(${doers.join('|')})[.]ts$`, ...onlyAtRunTime } }),
  ]
}

const onlyAtRunTime = { preCompilationOnly: false }

function rule(name: string, arrow: object): IForbiddenRuleType {
  return { name, ...arrow } as IForbiddenRuleType
}
