/**
 * One value for the whole process. Next bundles instrumentation and each route apart, so a module's own variable is
 * not one: it lives on globalThis instead (stack notes, trap 7).
 */
export function once<T>(name: string, make: () => T): T {
  const all = globalThis as unknown as Record<symbol, T | undefined>
  const key = Symbol.for(`quayside.${name}`)
  all[key] ??= make()
  return all[key]
}
