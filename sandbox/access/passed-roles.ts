import { lookDefinition } from '../services/ecs/find'
import type { Call } from '../wire/core'

interface Passed {
  arn: string
  /** The service that gets to use it. */
  to: string
}

const text = (value: unknown, ...path: string[]): string | undefined => {
  const end = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  )
  return typeof end === 'string' && end !== '' ? end : undefined
}

/**
 * The roles that a request hands to a service, which takes iam:PassRole.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function passedRoles({ operation, input, region }: Call): Passed[] {
  const arnOf = (name: string) =>
    name.startsWith('arn:') ? name : `arn:aws:iam::${region.account}:role/${name.replace(/^\//, '')}`
  const tasks = 'ecs-tasks.amazonaws.com'
  const out: [string | undefined, string][] = []
  if (operation === 'RegisterTaskDefinition')
    out.push([text(input, 'taskRoleArn'), tasks], [text(input, 'executionRoleArn'), tasks])
  else if (operation === 'RunTask' || operation === 'StartTask') {
    const { taskRoleArn, executionRoleArn } = definition(region, text(input, 'taskDefinition')) ?? {}
    out.push([text(input, 'overrides', 'taskRoleArn') ?? taskRoleArn, tasks])
    out.push([text(input, 'overrides', 'executionRoleArn') ?? executionRoleArn, tasks])
  } else if (operation === 'CreateService') out.push([text(input, 'role'), 'ecs.amazonaws.com'])
  else if (operation === 'CreateActivation' || operation === 'UpdateManagedInstanceRole')
    out.push([text(input, 'IamRole'), 'ssm.amazonaws.com'])
  else if (operation === 'RunInstances') {
    const [arn, name] = [text(input, 'IamInstanceProfile', 'Arn'), text(input, 'IamInstanceProfile', 'Name')]
    const profile = [...region.iam.profiles.values()].find((one) => one.arn === arn || one.name === name)
    out.push([profile?.role, 'ec2.amazonaws.com'])
  } else if (operation === 'AddRoleToInstanceProfile') out.push([text(input, 'RoleName'), 'ec2.amazonaws.com'])
  else if (operation === 'PutTargets')
    for (const target of Array.isArray(input.Targets) ? input.Targets : [])
      out.push([text(target, 'RoleArn'), 'events.amazonaws.com'])
  return out.flatMap(([name, to]) => (name === undefined ? [] : [{ arn: arnOf(name), to }]))
}

/** A definition that is badly named is the operation's to refuse. */
function definition(region: Call['region'], named: string | undefined) {
  try {
    return named === undefined ? undefined : lookDefinition(region, named)?.view
  } catch {
    return undefined
  }
}
