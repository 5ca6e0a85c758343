import {
  CreateActivationCommand,
  DeleteActivationCommand,
  DescribeActivationsCommand,
  DescribeInstanceInformationCommand,
  type Activation as RawActivation,
} from '@aws-sdk/client-ssm'
import type { RegisterHostInput } from '@/lib/api/activations'
import { refuse } from '@/lib/api/errors'
import type { Activation } from '@/lib/model/activation'
import { arnOf } from '@/lib/model/arn'
import type { Node } from '@/lib/model/host'
import { clock } from '../clock'
import type { Aws } from './aws'
import { iso, pages } from './shape'

/** Every managed node Systems Manager knows, and when it last heard each. */
export async function describeNodes(aws: Aws): Promise<{ node: Node; ping: Date | null }[]> {
  // DescribeInstanceInformation answers 10 unless asked for more, 50 at most (SSM API reference).
  const all = await pages(async (NextToken) => {
    const page = await aws.ssm(DescribeInstanceInformationCommand, { MaxResults: 50, NextToken })
    return { items: page.InstanceInformationList, next: page.NextToken }
  })
  return all.flatMap((raw) =>
    raw.InstanceId
      ? [
          {
            ping: raw.LastPingDateTime ?? null,
            node: {
              id: raw.InstanceId,
              name: raw.Name || raw.ComputerName || null,
              ping: raw.PingStatus ?? null,
              activation: raw.ActivationId ?? null,
              platform: [raw.PlatformName, raw.PlatformVersion].filter(Boolean).join(' ') || null,
              address: raw.IPAddress ?? null,
              agentVersion: raw.AgentVersion ?? null,
              registeredAt: iso(raw.RegistrationDate),
            },
          },
        ]
      : [],
  )
}

export async function describeActivations(aws: Aws): Promise<Activation[]> {
  const all = await pages(async (NextToken) => {
    const page = await aws.ssm(DescribeActivationsCommand, { MaxResults: 50, NextToken })
    return { items: page.ActivationList, next: page.NextToken }
  })
  return all.map((raw) => activationFrom(raw, aws))
}

const clusterTag = 'quayside:cluster'
const siteTag = 'quayside:site'

function activationFrom(raw: RawActivation, aws: Aws): Activation {
  const id = raw.ActivationId ?? ''
  const tags = Object.fromEntries((raw.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']))
  return {
    arn: arnOf({ kind: 'activation', id, ...aws.scope }),
    ...aws.scope,
    id,
    description: raw.Description ?? null,
    name: raw.DefaultInstanceName ?? null,
    role: raw.IamRole ?? null,
    limit: raw.RegistrationLimit ?? 1,
    used: raw.RegistrationsCount ?? 0,
    expiresAt: iso(raw.ExpirationDate),
    expired: raw.Expired ?? false,
    createdAt: iso(raw.CreatedDate),
    cluster: tags[clusterTag] ?? null,
    site: tags[siteTag] ?? null,
    tags,
  }
}

/**
 * Creates an activation and answers its code, which AWS shows this once. Its tags go on to the machines it registers
 * (CreateActivation, SSM API reference).
 */
export async function createActivation(
  aws: Aws,
  input: RegisterHostInput,
): Promise<{ activation: Activation; code: string }> {
  const expires = new Date(clock().now() + input.expiresInHours * 3_600_000)
  const request = {
    IamRole: input.role,
    RegistrationLimit: input.limit,
    ExpirationDate: expires,
    Description: `Quayside: hosts for ${input.cluster}${input.site ? ` at ${input.site}` : ''}`.slice(0, 256),
    ...(input.name ? { DefaultInstanceName: input.name } : {}),
    Tags: [{ Key: clusterTag, Value: input.cluster }, ...(input.site ? [{ Key: siteTag, Value: input.site }] : [])],
  }
  const reply = await aws.ssm(CreateActivationCommand, request)
  if (!reply.ActivationId || !reply.ActivationCode)
    throw refuse(
      'aws-unknown',
      'Systems Manager answered without an activation. Look at the activations before trying again.',
    )
  const activation = activationFrom(
    {
      ...request,
      ActivationId: reply.ActivationId,
      RegistrationsCount: 0,
      Expired: false,
      CreatedDate: clock().date(),
    },
    aws,
  )
  return { activation, code: reply.ActivationCode }
}

export const deleteActivation = (aws: Aws, id: string) => aws.ssm(DeleteActivationCommand, { ActivationId: id })
