import { type CreateServiceRequest, type DeploymentConfiguration, SchedulingStrategy } from '@aws-sdk/client-ecs'
import { invalid } from './errors'
import { checkWord } from './words'

/** What CreateService and UpdateService refuse of themselves. */
export function checkService(input: CreateServiceRequest, launchType: string): void {
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(input.serviceName ?? ''))
    throw invalid('Service name may contain only up to 255 letters, numbers, hyphens and underscores.')
  if ((input.clientToken?.length ?? 0) > 36) throw invalid('clientToken can have at most 36 characters.')
  checkWord(input.schedulingStrategy, SchedulingStrategy, 'schedulingStrategy')
  if (launchType === 'EXTERNAL') checkExternal(input)
  if (input.schedulingStrategy === 'DAEMON') {
    if (input.desiredCount !== undefined)
      throw invalid(
        'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again.',
      )
    if (launchType === 'FARGATE')
      throw invalid('The daemon scheduling strategy is not supported with FARGATE launch type.')
    if (input.placementStrategy?.length)
      throw invalid('The daemon scheduling strategy does not support placement strategies.')
  } else checkCount(input.desiredCount)
}

type Attached = Pick<CreateServiceRequest, 'loadBalancers' | 'serviceRegistries' | 'serviceConnectConfiguration'>

/** What external hosts cannot be reached by: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html */
export function checkExternal({ loadBalancers, serviceRegistries, serviceConnectConfiguration }: Attached): void {
  if (loadBalancers?.length) throw invalid('Load balancers are not supported with EXTERNAL launch type.')
  if (serviceRegistries?.length) throw invalid('Service registries are not supported with EXTERNAL launch type.')
  if (serviceConnectConfiguration?.enabled) throw invalid('Service Connect is not supported with EXTERNAL launch type.')
}

export function checkCount(count: number | undefined): void {
  if (count === undefined) throw invalid('Desired count can not be null.')
  if (count < 0) throw invalid('Desired count must not be negative.')
  // https://docs.aws.amazon.com/general/latest/gr/ecs-service.html: tasks per service
  if (count > 5000) throw invalid('Desired count must be at most 5000.')
}

/** @param before what holds now; what is not named stays */
export function deploymentConfiguration(
  input: DeploymentConfiguration | undefined,
  scheduling: SchedulingStrategy | undefined,
  before?: DeploymentConfiguration,
): DeploymentConfiguration {
  const daemon = scheduling === 'DAEMON'
  const merged = {
    deploymentCircuitBreaker: { enable: false, rollback: false },
    maximumPercent: daemon ? 100 : 200,
    minimumHealthyPercent: daemon ? 0 : 100,
    strategy: 'ROLLING' as const,
    bakeTimeInMinutes: 0,
    ...before,
    ...input,
  }
  const { maximumPercent = 200, minimumHealthyPercent = 100 } = merged
  if (minimumHealthyPercent < 0 || maximumPercent < 0) throw invalid('Deployment percentages must not be negative.')
  if (maximumPercent > 100 && daemon) throw invalid('The daemon scheduling strategy supports a maximumPercent of 100.')
  if (maximumPercent < minimumHealthyPercent) throw invalid('maximumPercent cannot be less than minimumHealthyPercent.')
  if (maximumPercent === 100 && minimumHealthyPercent === 100)
    throw invalid('Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.')
  return merged
}
