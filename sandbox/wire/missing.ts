import { AwsError, notNull } from './errors'

/** How services refuse an input that leaves required members out. */
export const missing = {
  /** SSM, CloudWatch Logs and most JSON services. */
  validationException: (paths: readonly string[]) => new AwsError('ValidationException', notNull(paths)),
  /** IAM and STS. */
  validationError: (paths: readonly string[]) => new AwsError('ValidationError', notNull(paths)),
  /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html: one at a time. */
  missingParameter: (paths: readonly string[]) =>
    new AwsError('MissingParameter', `The request must contain the parameter ${paths[0]}`),
  /**
   * ECS has words of its own, about the first that is missing: "Services cannot be empty."
   * (https://github.com/boltops-tools/aws-inventory/issues/4), "subnet cannot be blank."
   * (https://github.com/hashicorp/waypoint/issues/3514).
   */
  invalidParameter: (paths: readonly string[]) =>
    new AwsError('InvalidParameterException', `${ecsName(paths[0] ?? '')} cannot be empty.`),
}

const ecsName = (path: string) => path.charAt(0).toUpperCase() + path.slice(1)
