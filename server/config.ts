import { isIP } from 'node:net'
import { resolve } from 'node:path'

import { z } from 'zod'

const PROJECT_FOLDER = resolve(import.meta.dirname, '..')

/**
 * Every setting that the program takes from its environment: its check, its default and, by `describe`, the words of
 * docs/operating.md. This file is the only one that reads the environment.
 */
export const environmentSchema = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], 'must be production, development or test')
    .default('production')
    .describe('`development` serves pages from source and reloads them; `npm run dev` sets it.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('The address to listen on. Without `DATABASE_URL` only a loopback address is taken.'),
  PORT: wholeNumber(0, 65_535).default(3000).describe('The port to listen on; 0 takes any that is free.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://caseload.example.nhs.uk', abort: true })
    .refine((url) => new URL(url).href === `${new URL(url).origin}/`, 'must be an address without a path')
    .optional()
    .describe(
      'The address that people type. Needed with `DATABASE_URL`, and then https unless it is this machine. ' +
        'Changes are taken only from pages of this address.',
    ),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => (text === '' ? [] : text.split(',').map((each) => each.trim())))
    .refine((each) => each.every(isAddressOrRange), 'must be addresses or ranges such as 10.0.0.0/8, parted by commas')
    .describe(
      'The proxies whose `X-Forwarded-…` headers and `X-Request-Id` are believed, parted by commas. ' +
        'From anybody else they are dropped.',
    ),
  DATABASE_URL: databaseUrl()
    .optional()
    .describe(
      'A PostgreSQL 18 server of your own, as the role `shared_caseload_program`. ' +
        'Without it the program runs the PostgreSQL that comes with it, loads sample data, and is in sample mode.',
    ),
  DATABASE_OWNER_URL: databaseUrl()
    .optional()
    .describe(
      'The same database as the role `shared_caseload_owner`. With it the program migrates when it starts; ' +
        'without it, run `npm run migrate` with it first.',
    ),
  DATABASE_POOL_SIZE: wholeNumber(2, 200)
    .default(10)
    .describe('The most connections to the database that one process holds, besides one that listens.'),
  DATA_DIR: z
    .string()
    .default('data')
    .transform((path) => resolve(PROJECT_FOLDER, path))
    .describe('The folder of the embedded database and its secrets. A relative path is taken from the project.'),
  SECRET: z
    .string()
    .min(32, 'must be at least 32 characters long')
    .optional()
    .describe(
      'The key of sealed cursors and keyed hashes. Needed with `DATABASE_URL`, the same for every process; ' +
        'else made once and kept in `DATA_DIR`.',
    ),
  READS_PER_SECOND: wholeNumber(1, 10_000)
    .default(30)
    .describe(
      'How often in a second, in the long run, one person may ask for patient information or change it; ' +
        'ten times as often at once.',
    ),
  METRICS_TOKEN: z
    .string()
    .min(32, 'must be at least 32 characters long')
    .optional()
    .describe(
      'Whoever bears it may read `/metrics` (`Authorization: Bearer …`). ' +
        'Without it only this machine may, past every proxy.',
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'must be fatal, error, warn, info, debug or silent')
    .default('info')
    .describe('The least that is worth a line in the log.'),
})

const configSchema = environmentSchema.superRefine((values, context) => {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (values.DATABASE_URL) {
    if (!values.PUBLIC_URL) refuse('PUBLIC_URL', 'is needed with DATABASE_URL')
    else if (!isHttpsOrLoopback(new URL(values.PUBLIC_URL))) {
      refuse('PUBLIC_URL', 'must be https with DATABASE_URL, unless it is this machine')
    }
    if (!values.SECRET) refuse('SECRET', 'is needed with DATABASE_URL')
  } else {
    if (values.DATABASE_OWNER_URL) refuse('DATABASE_OWNER_URL', 'is of use only with DATABASE_URL')
    if (!isLoopback(values.HOST)) {
      refuse('HOST', 'must be a loopback address without DATABASE_URL: sample mode has well-known passwords')
    }
  }
})

/** The settings of this process, checked. */
export interface Config {
  readonly development: boolean
  readonly host: string
  readonly port: number
  readonly publicUrl: URL | undefined
  readonly trustedProxies: readonly string[]
  /** Absent in sample mode, where the embedded database is used. */
  readonly database: { readonly programUrl: string; readonly ownerUrl: string | undefined } | undefined
  readonly databasePoolSize: number
  readonly dataDir: string
  readonly secret: string | undefined
  readonly readsPerSecond: number
  readonly metricsToken: string | undefined
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
}

/** Says, line by line, which settings were refused and why. It never repeats a value: some are secrets. */
export class ConfigError extends Error {}

/**
 * Reads the settings.
 *
 * @param environment the process's own, unless a test brings another; an empty value counts as none
 * @throws ConfigError naming each bad setting
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = configSchema.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`)
    throw new ConfigError(`The environment is not right:\n${lines.join('\n')}\nSee docs/operating.md.`)
  }
  const values = parsed.data
  return {
    development: values.NODE_ENV === 'development',
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ? new URL(values.PUBLIC_URL) : undefined,
    trustedProxies: values.TRUSTED_PROXIES,
    database: values.DATABASE_URL
      ? { programUrl: values.DATABASE_URL, ownerUrl: values.DATABASE_OWNER_URL }
      : undefined,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    dataDir: values.DATA_DIR,
    secret: values.SECRET,
    readsPerSecond: values.READS_PER_SECOND,
    metricsToken: values.METRICS_TOKEN,
    logLevel: values.LOG_LEVEL,
  }
}

function wholeNumber(least: number, most: number) {
  const rule = `must be a whole number from ${least} to ${most}`
  return z.coerce.number(rule).int(rule).min(least, rule).max(most, rule)
}

function databaseUrl() {
  return z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must be an address such as postgres://role:password@host:5432/database',
  })
}

function isHttpsOrLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || isLoopback(hostname)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'))
}

function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}
