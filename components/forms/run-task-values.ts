import type { z } from 'zod'
import type { KeyValue } from '@/components/ui/key-value-editor'
import type { ErrorToSay } from '@/components/ui/said-error'
import { type Failure, type Network, RunTaskInput } from '@/lib/api/tasks'
import type { Capacity } from '@/lib/model/capacity'
import { type Definition, mayRunOn } from '@/lib/model/definition'
import { failureAdvice } from '@/lib/model/failures'

/** What differs from the definition for one container, as it is being typed. */
export interface Override {
  /** One word a line: no quoting to get wrong. */
  command: string
  environment: KeyValue[]
}

/** The form as it is being filled in. What is not chosen yet is null. */
export interface RunValues {
  cluster: { account: string; region: string; cluster: string } | null
  definition: { family: string; revision: number } | null
  capacity: Capacity | null
  count: string
  where: 'anywhere' | 'site' | 'host'
  site: string
  host: string
  network: Network | null
  overrides: Record<string, Override>
}

export type RunErrors = Partial<
  Record<'cluster' | 'definition' | 'capacity' | 'count' | 'where' | 'network' | 'overrides', string>
>

/** The capacity chosen, or the one the definition was written for; none where several would do and none is named. */
export function capacityOf(values: RunValues, definition: Definition | undefined): Capacity | null {
  if (!definition) return values.capacity
  if (values.capacity && mayRunOn(definition, values.capacity)) return values.capacity
  const wanted = definition.asksFor.filter((capacity) => mayRunOn(definition, capacity))
  const able = wanted.length > 0 ? wanted : definition.runsOn
  return able[0] ?? null
}

/** The request that the form stands for, or what is missing, by field. */
export function requestOf(
  values: RunValues,
  definition: Definition | undefined,
  token: string,
): { input: z.input<typeof RunTaskInput> } | { errors: RunErrors } {
  const capacity = capacityOf(values, definition)
  const errors: RunErrors = {}
  if (!values.cluster) errors.cluster = 'Choose a cluster'
  if (!values.definition) errors.definition = 'Choose a definition'
  if (!capacity) errors.capacity = 'Choose where it runs'
  const where = capacity === 'fargate' ? 'anywhere' : values.where
  if (where === 'site' && !values.site) errors.where = 'Choose a site'
  if (where === 'host' && !values.host) errors.where = 'Choose a host'
  const needsNetwork = definition?.networkMode === 'awsvpc'
  if (needsNetwork && !values.network) errors.network = 'Choose a subnet'
  const overrides = (definition?.containers ?? []).flatMap(({ name }) => {
    const { command = '', environment = [] } = values.overrides[name] ?? {}
    const words = command.split('\n').filter((word) => word !== '')
    const pairs = environment.filter((pair) => pair.key !== '' || pair.value !== '')
    if (pairs.some((pair) => pair.key === '')) errors.overrides = `A variable of ${name} has no name`
    if (new Set(pairs.map((pair) => pair.key)).size < pairs.length)
      errors.overrides = `A variable of ${name} is given twice`
    if (words.length === 0 && pairs.length === 0) return []
    return [
      {
        container: name,
        command: words.length > 0 ? words : null,
        environment: Object.fromEntries(pairs.map((pair) => [pair.key, pair.value])),
      },
    ]
  })
  const input = {
    definition: values.definition,
    capacity,
    // A host is given one task: StartTask knows no count.
    count: where === 'host' ? 1 : Number(values.count || Number.NaN),
    overrides,
    where:
      where === 'site'
        ? { kind: where, site: values.site }
        : where === 'host'
          ? { kind: where, host: values.host }
          : { kind: where },
    // ECS gives public addresses on Fargate only (AwsVpcConfiguration, ECS API reference).
    network:
      needsNetwork && values.network
        ? { ...values.network, publicIp: values.network.publicIp && capacity === 'fargate' }
        : null,
    token,
  }
  const read = RunTaskInput.safeParse(input)
  if (read.success && Object.keys(errors).length === 0) return { input: read.data }
  for (const issue of read.error?.issues ?? []) {
    const field = issue.path[0] as keyof RunErrors
    errors[field] ??= field === 'count' ? 'A whole number from 1 to 10' : issue.message
  }
  return { errors }
}

/** AWS answered, and started nothing: an error, with what each of its reasons means. */
export function nothingStarted(failures: Failure[]): ErrorToSay {
  const reasons = [...new Set(failures.map((failure) => failure.reason))]
  if (reasons.length === 0)
    return { message: 'AWS started nothing and did not say why.', next: 'Look at the tasks before trying again.' }
  return {
    message: `Nothing was started. ${reasons.map((reason) => `${reason}: ${failureAdvice(reason).meaning}`).join(' ')}`,
    next: reasons.map((reason) => failureAdvice(reason).next).join(' '),
  }
}
