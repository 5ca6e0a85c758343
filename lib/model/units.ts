/** ECS counts CPU in units, 1024 to a vCPU, and memory in MiB (ECS API reference, Resource). People count in larger ones. */
export const vcpu = (units: number): number => units / 1024
export const gib = (mib: number): number => mib / 1024

const digits = (most: number) => new Intl.NumberFormat('en-US', { maximumFractionDigits: most })
const [whole, tenths, hundredths] = [digits(0), digits(1), digits(2)]

/** As many digits as help: 0.25, 7.6, 40.4, 1,234. */
export function amount(value: number): string {
  const size = Math.abs(value)
  return (size < 1 ? hundredths : size < 100 ? tenths : whole).format(value)
}

/** CPU units in words: 256 is "0.25 vCPU". */
export const cpuText = (units: number): string => `${amount(vcpu(units))} vCPU`

/** MiB in words: 512 is "512 MiB", 7700 is "7.5 GiB". */
export const memoryText = (mib: number): string => (mib < 1024 ? `${whole.format(mib)} MiB` : `${amount(gib(mib))} GiB`)

/** "1 host", "2 hosts". Nouns whose plural is more than an s give it. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
