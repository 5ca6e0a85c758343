import path from 'node:path'

export const roles = ['auditor', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

export const password = process.env.QUAYSIDE_DEMO_PASSWORD ?? 'the e2e password'
/** Where a role's signed-in browser state is kept between tests. */
export const stateFile = (role: Role): string => path.join('test-results', '.signed-in', `${role}.json`)
