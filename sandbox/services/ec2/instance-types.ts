import type * as ec2 from '@aws-sdk/client-ec2'
import type { _InstanceType, ArchitectureType, InstanceTypeInfo } from '@aws-sdk/client-ec2'
import { AwsError } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { ec2Page, filtered } from './filters'
import { dryRun } from './rules'

interface TypeRecord {
  name: _InstanceType
  arch: 'x86_64' | 'arm64'
  cpus: number
  /** MiB */
  memory: number
  network: string
}

const record = (name: _InstanceType, arch: TypeRecord['arch'], cpus: number, gib: number, network: string) => ({
  name,
  arch,
  cpus,
  memory: gib * 1024,
  network,
})

/** A few that container instances are often made of: https://aws.amazon.com/ec2/instance-types/ */
const table: readonly TypeRecord[] = [
  record('c5.large', 'x86_64', 2, 4, 'Up to 10 Gigabit'),
  record('c5.xlarge', 'x86_64', 4, 8, 'Up to 10 Gigabit'),
  record('c6g.large', 'arm64', 2, 4, 'Up to 10 Gigabit'),
  record('c6i.large', 'x86_64', 2, 4, 'Up to 12.5 Gigabit'),
  record('c6i.xlarge', 'x86_64', 4, 8, 'Up to 12.5 Gigabit'),
  record('c7g.large', 'arm64', 2, 4, 'Up to 12.5 Gigabit'),
  record('c7g.xlarge', 'arm64', 4, 8, 'Up to 12.5 Gigabit'),
  record('m5.large', 'x86_64', 2, 8, 'Up to 10 Gigabit'),
  record('m5.xlarge', 'x86_64', 4, 16, 'Up to 10 Gigabit'),
  record('m6g.large', 'arm64', 2, 8, 'Up to 10 Gigabit'),
  record('m6i.large', 'x86_64', 2, 8, 'Up to 12.5 Gigabit'),
  record('m6i.xlarge', 'x86_64', 4, 16, 'Up to 12.5 Gigabit'),
  record('m6i.2xlarge', 'x86_64', 8, 32, 'Up to 12.5 Gigabit'),
  record('m7g.large', 'arm64', 2, 8, 'Up to 12.5 Gigabit'),
  record('m7g.xlarge', 'arm64', 4, 16, 'Up to 12.5 Gigabit'),
  record('m7i.large', 'x86_64', 2, 8, 'Up to 12.5 Gigabit'),
  record('r6i.large', 'x86_64', 2, 16, 'Up to 12.5 Gigabit'),
  record('r7g.large', 'arm64', 2, 16, 'Up to 12.5 Gigabit'),
  record('t2.micro', 'x86_64', 1, 1, 'Low to Moderate'),
  record('t3.micro', 'x86_64', 2, 1, 'Up to 5 Gigabit'),
  record('t3.small', 'x86_64', 2, 2, 'Up to 5 Gigabit'),
  record('t3.medium', 'x86_64', 2, 4, 'Up to 5 Gigabit'),
  record('t3.large', 'x86_64', 2, 8, 'Up to 5 Gigabit'),
  record('t4g.micro', 'arm64', 2, 1, 'Up to 5 Gigabit'),
  record('t4g.small', 'arm64', 2, 2, 'Up to 5 Gigabit'),
  record('t4g.medium', 'arm64', 2, 4, 'Up to 5 Gigabit'),
  // What RunInstances makes when it is told none
  { name: 'm1.small', arch: 'x86_64', cpus: 1, memory: 1740, network: 'Low' },
]

export const typeNamed = (name: string): TypeRecord | undefined => table.find((one) => one.name === name)

function describe({ name, arch, cpus, memory, network }: TypeRecord): InstanceTypeInfo {
  const threads = arch === 'arm64' || cpus === 1 ? 1 : 2
  const old = name.startsWith('m1.')
  const xen = old || name.startsWith('t2.')
  const architectures: ArchitectureType[] = xen ? ['i386', arch] : [arch]
  return {
    InstanceType: name,
    CurrentGeneration: !old,
    FreeTierEligible: name === 't2.micro' || name === 't3.micro',
    SupportedUsageClasses: ['on-demand', 'spot'],
    SupportedRootDeviceTypes: ['ebs'],
    SupportedVirtualizationTypes: old ? ['hvm', 'paravirtual'] : ['hvm'],
    BareMetal: false,
    Hypervisor: xen ? 'xen' : 'nitro',
    ProcessorInfo: { SupportedArchitectures: architectures },
    VCpuInfo: { DefaultVCpus: cpus, DefaultCores: cpus / threads, DefaultThreadsPerCore: threads },
    MemoryInfo: { SizeInMiB: memory },
    InstanceStorageSupported: false,
    NetworkInfo: { NetworkPerformance: network, EnaSupport: xen ? 'unsupported' : 'required' },
    BurstablePerformanceSupported: /^t\d/.test(name),
  }
}

export const instanceTypes: Handlers<typeof ec2, Region> = {
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html
  DescribeInstanceTypes(input) {
    const { InstanceTypes: asked = [] } = input
    const unknown = asked.filter((name) => !typeNamed(name))
    if (unknown.length > 0)
      throw new AwsError(
        'InvalidInstanceType',
        `The following supplied instance types do not exist: [${unknown.join(', ')}]`,
      )
    const all = table.filter(({ name }) => asked.length === 0 || asked.includes(name)).map(describe)
    const found = filtered(all, input.Filters, {
      'instance-type': ({ InstanceType }) => [InstanceType],
      'current-generation': ({ CurrentGeneration }) => [String(CurrentGeneration)],
      'free-tier-eligible': ({ FreeTierEligible }) => [String(FreeTierEligible)],
      'bare-metal': ({ BareMetal }) => [String(BareMetal)],
      hypervisor: ({ Hypervisor }) => [Hypervisor],
      'burstable-performance-supported': ({ BurstablePerformanceSupported: can }) => [String(can)],
      'memory-info.size-in-mib': ({ MemoryInfo }) => [String(MemoryInfo?.SizeInMiB)],
      'processor-info.supported-architecture': ({ ProcessorInfo }) => ProcessorInfo?.SupportedArchitectures ?? [],
      'supported-usage-class': ({ SupportedUsageClasses = [] }) => SupportedUsageClasses,
      'supported-root-device-type': ({ SupportedRootDeviceTypes = [] }) => SupportedRootDeviceTypes,
      'supported-virtualization-type': ({ SupportedVirtualizationTypes = [] }) => SupportedVirtualizationTypes,
      'vcpu-info.default-vcpus': ({ VCpuInfo }) => [String(VCpuInfo?.DefaultVCpus)],
      'vcpu-info.default-cores': ({ VCpuInfo }) => [String(VCpuInfo?.DefaultCores)],
      'network-info.network-performance': ({ NetworkInfo }) => [NetworkInfo?.NetworkPerformance],
      'instance-storage-supported': ({ InstanceStorageSupported: has }) => [String(has)],
    })
    dryRun(input)
    const { items, next } = ec2Page(found, input, 100)
    return { InstanceTypes: items, ...(next && { NextToken: next }) }
  },
}
