import {
  ClientException,
  ClusterNotFoundException,
  InvalidParameterException,
  ServiceNotActiveException,
  ServiceNotFoundException,
} from '@aws-sdk/client-ecs'

/** The SDK's own errors, shortly. The messages are AWS's. */
const $metadata = {}

export const invalid = (message: string) => new InvalidParameterException({ message, $metadata })
export const client = (message: string) => new ClientException({ message, $metadata })
export const noCluster = (message = 'Cluster not found.') => new ClusterNotFoundException({ message, $metadata })
export const noService = () => new ServiceNotFoundException({ message: 'Service not found.', $metadata })
export const serviceNotActive = () => new ServiceNotActiveException({ message: 'Service was not ACTIVE.', $metadata })
