import { parseArgs } from 'node:util'
import { z } from 'zod'

/** What the operator may decide: where to listen, where the data lives, how much to log. */
export type Config = {
  port: number
  host: string
  /** An external PostgreSQL; without it the embedded one runs. */
  databaseUrl?: string
  dataDir: string
  logLevel: z.infer<typeof logLevel>
  demo: boolean
  /** False: workers carry the jobs out, and this process only serves. */
  worker: boolean
  smtpUrl?: string
  publicUrl?: string
  /** Opens /metrics to whoever sends it. */
  metricsToken?: string
}

/** A setting that cannot be used; the message names the setting, its value and the way out. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])

const settings = {
  port: {
    env: 'PORT',
    flag: 'port',
    schema: z.coerce.number().int().min(0).max(65535),
    wants: 'a whole number from 0 to 65535 (0 picks a free port)',
  },
  host: {
    env: 'HOST',
    flag: 'host',
    schema: z.string().regex(/^[A-Za-z0-9.:_-]+$/),
    wants: 'an address such as 127.0.0.1 or 0.0.0.0',
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    flag: 'database-url',
    schema: z.string().regex(/^postgres(ql)?:\/\/.+/),
    wants: 'an address such as postgresql://user:password@host:5432/database',
  },
  dataDir: {
    env: 'DRUMBEAT_DATA',
    flag: 'data',
    schema: z.string().startsWith('/'),
    wants: 'an absolute path such as /srv/drumbeat',
  },
  logLevel: { env: 'LOG_LEVEL', flag: 'log-level', schema: logLevel, wants: `one of ${logLevel.options.join(', ')}` },
  smtpUrl: {
    env: 'SMTP_URL',
    flag: 'smtp-url',
    schema: z.string().regex(/^(smtps?:\/\/.+|file:\/\/\/.+)/),
    wants: 'an address such as smtp://user:password@host:587, or a folder to write mails to, such as file:///tmp/mail',
  },
  publicUrl: {
    env: 'PUBLIC_URL',
    flag: 'public-url',
    schema: z.url({ protocol: /^https?$/ }),
    wants: 'an address such as https://drumbeat.example.com',
  },
  metricsToken: {
    env: 'METRICS_TOKEN',
    flag: 'metrics-token',
    schema: z.string().regex(/^[\x21-\x7e]{16,200}$/),
    wants: 'a secret of 16 to 200 letters, digits and signs',
  },
} as const

type Setting = (typeof settings)[keyof typeof settings]
type Source = { argv: string[]; env: Record<string, string | undefined> }

/** Reads the configuration from flags, then from the environment, then from the defaults. */
export function readConfig(source: Source): Config {
  const flags = readFlags(source.argv)
  const read = <T>(setting: Setting & { schema: z.ZodType<T> }) => readSetting<T>({ setting, flags, env: source.env })
  const databaseUrl = read(settings.databaseUrl)
  const smtpUrl = read(settings.smtpUrl)
  const publicUrl = read(settings.publicUrl)
  const metricsToken = read(settings.metricsToken)
  return {
    port: read(settings.port) ?? 4400,
    host: read(settings.host) ?? '127.0.0.1',
    dataDir: read(settings.dataDir) ?? defaultDataDir(source.env),
    logLevel: read(settings.logLevel) ?? 'warn',
    demo: (flags.demo as boolean | undefined) ?? databaseUrl === undefined,
    worker: (flags.worker as boolean | undefined) ?? true,
    ...(databaseUrl && { databaseUrl }),
    ...(smtpUrl && { smtpUrl }),
    ...(publicUrl && { publicUrl }),
    ...(metricsToken && { metricsToken }),
  }
}

function readFlags(argv: string[]): Record<string, string | boolean | undefined> {
  const strings = Object.values(settings).map((setting) => [setting.flag, { type: 'string' as const }])
  try {
    const options = {
      ...Object.fromEntries(strings),
      demo: { type: 'boolean' as const },
      worker: { type: 'boolean' as const },
    }
    return parseArgs({ args: argv, options, allowNegative: true, strict: true }).values as Record<
      string,
      string | boolean
    >
  } catch (error) {
    throw new ConfigError(`${(error as Error).message.split('. To specify')[0]}. See "drumbeat start --help".`)
  }
}

function readSetting<T>(input: {
  setting: Setting & { schema: z.ZodType<T> }
  flags: Record<string, string | boolean | undefined>
  env: Source['env']
}): T | undefined {
  const { setting, flags, env } = input
  const fromFlag = flags[setting.flag]
  const value = fromFlag ?? (env[setting.env] || undefined)
  if (value === undefined) return undefined
  const parsed = value === '' ? undefined : setting.schema.safeParse(value)
  if (parsed?.success) return parsed.data
  const name = fromFlag === undefined ? setting.env : `--${setting.flag}`
  const shown = setting.flag.endsWith('-token')
    ? '…'
    : setting.flag.endsWith('-url')
      ? hidePassword(String(value))
      : value
  throw new ConfigError(`${name}="${shown}" cannot be used: it must be ${setting.wants}.`)
}

function hidePassword(address: string): string {
  return address.replace(/:[^:@/]+@/, ':…@')
}

function defaultDataDir(env: Source['env']): string {
  if (process.getuid?.() === 0) return '/var/lib/drumbeat'
  if (env.HOME?.startsWith('/')) return `${env.HOME}/.local/share/drumbeat`
  throw new ConfigError('HOME is not set, so there is no place for the data. Set DRUMBEAT_DATA to an absolute path.')
}
