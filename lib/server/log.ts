import pino from 'pino'
import { once } from './once'

/** The process's log: JSON lines on stderr. Secrets are kept out at the source; these paths are the second net. */
export const log = () =>
  once('log', () =>
    pino(
      {
        level: process.env.QUAYSIDE_LOG_LEVEL ?? 'info',
        base: { process: process.env.QUAYSIDE_PROCESS ?? 'web' },
        redact: ['*.password', '*.token', '*.code', '*.secret', '*.authorization', '*.cookie', '*.activationCode'],
      },
      pino.destination(2),
    ),
  )
