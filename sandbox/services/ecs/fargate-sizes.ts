/**
 * Sizes Fargate has, CPU units → MiB.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
const GB = 1024
const range = (from: number, to: number, step: number) =>
  Array.from({ length: (to - from) / step + 1 }, (_, i) => (from + i * step) * GB)

const sizes = new Map<number, number[]>([
  [256, [512, 1 * GB, 2 * GB]],
  [512, range(1, 4, 1)],
  [1024, range(2, 8, 1)],
  [2048, range(4, 16, 1)],
  [4096, range(8, 30, 1)],
  [8192, range(16, 60, 4)],
  [16384, range(32, 120, 8)],
  [32768, [60 * GB, 120 * GB, 244 * GB]],
])

export const isFargateSize = (cpu: number, memory: number) => sizes.get(cpu)?.includes(memory) ?? false

/**
 * Task sizes are strings: "256", "0.25 vCPU" or ".25 vcpu"; "512", "0.5 GB" or "1GB".
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 * @returns CPU units or MiB; undefined where the text is neither
 */
export function parseSize(kind: 'cpu' | 'memory', text: string): number | undefined {
  const found = /^\s*(\d*\.?\d+)\s*(vcpu|gb)?\s*$/i.exec(text)
  if (!found?.[1]) return undefined
  const unit = found[2]?.toLowerCase()
  if (unit && unit !== (kind === 'cpu' ? 'vcpu' : 'gb')) return undefined
  const value = Number(found[1]) * (unit ? 1024 : 1)
  return Number.isInteger(value) ? value : undefined
}
