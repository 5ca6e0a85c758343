/**
 * What a thing uses at a moment, as a pure function of its name and the time: nothing is stored, so a fleet of any size
 * has a past of any length. The same name and moment always give the same number.
 */
const MINUTE = 60_000
const DAY = 86_400_000

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** In [0, 1), without memory. */
export function noise(seed: number, step: number): number {
  let t = (seed ^ Math.imul(step, 0x9e3779b1)) >>> 0
  t = Math.imul(t ^ (t >>> 16), 0x45d9f3b)
  t = Math.imul(t ^ (t >>> 16), 0x45d9f3b)
  return ((t ^ (t >>> 16)) >>> 0) / 4294967296
}

/** Noise that moves slowly: straight lines between its values at whole steps. */
function drift(seed: number, x: number): number {
  const step = Math.floor(x)
  const part = x - step
  return noise(seed, step) * (1 - part) + noise(seed, step + 1) * part
}

const within = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value))

/** How busy a thing is in the day, 0 at its quietest hour and 1 at its peak; less at weekends. */
function busy(seed: number, at: number): number {
  const peak = 10 + 8 * noise(seed, 1)
  const hour = ((at % DAY) / DAY) * 24
  const day = 0.5 + 0.5 * Math.cos(((hour - peak) / 24) * 2 * Math.PI)
  const weekday = new Date(at).getUTCDay()
  return weekday === 0 || weekday === 6 ? day * 0.6 : day
}

/** The part of its CPU that a thing uses, in (0, 1]. */
export function cpuCurve(seed: number, at: number): number {
  const base = 0.08 + 0.2 * noise(seed, 2)
  const swing = 0.12 + 0.3 * noise(seed, 3)
  const wander = 0.08 * (drift(seed ^ 0x5bd1, at / (17 * MINUTE)) - 0.5)
  const jitter = 0.04 * (noise(seed ^ 0x2f6b, Math.floor(at / MINUTE)) - 0.5)
  return within(0.01, base + swing * busy(seed, at) + wander + jitter, 1)
}

/** The part of its memory that a thing uses: steadier than CPU, rising slowly and let go of again. */
export function memoryCurve(seed: number, at: number): number {
  const base = 0.3 + 0.3 * noise(seed, 4)
  const cycle = (6 + 18 * noise(seed, 5)) * 60 * MINUTE
  const rise = 0.12 * ((at % cycle) / cycle)
  const wander = 0.03 * (drift(seed ^ 0x1c3d, at / (11 * MINUTE)) - 0.5)
  return within(0.05, base + rise + 0.06 * busy(seed, at) + wander, 0.98)
}

/** Bytes a second at full load; how much of it flows follows the CPU. */
export const bandwidth = (seed: number): number => 20_000 + 1_500_000 * noise(seed, 6) ** 3

/** How far a member stands from the mean of its group, about 1. */
export const share = (seed: number, at: number): number =>
  1 + 0.24 * (drift(seed ^ 0x77a1, at / (9 * MINUTE)) - 0.5) + 0.04 * (noise(seed, Math.floor(at / MINUTE)) - 0.5)
