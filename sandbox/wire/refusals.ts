import type { Call } from './core'
import { AwsError } from './errors'

/** Refusals that no service makes by itself: each protocol has its own code for them. */
const isQuery = ({ mount }: Call) => !mount.json
const isEc2 = ({ mount }: Call) => mount.query?.flavour === 'ec2'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function denied(call: Call, resource: string, why = whyDenied(call.action)): AwsError {
  if (isEc2(call))
    return new AwsError('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403)
  const { action, caller } = call
  const message = `User: ${caller.principal} is not authorized to perform: ${action} on resource: ${resource} ${why}`
  return isQuery(call) ? new AwsError('AccessDenied', message, 403) : new AwsError('AccessDeniedException', message)
}

export function throttled(call: Call): AwsError {
  if (isEc2(call)) return new AwsError('RequestLimitExceeded', 'Request limit exceeded.', 503)
  // CloudWatch speaks both protocols, each with its own word.
  return new AwsError('Throttling', 'Rate exceeded', 400, 'ThrottlingException')
}

export function expired(call: Call): AwsError {
  const message = 'The security token included in the request is expired'
  return isQuery(call) ? new AwsError('ExpiredToken', message, 403) : new AwsError('ExpiredTokenException', message)
}

const whyDenied = (action: string) => `because no identity-based policy allows the ${action} action`
