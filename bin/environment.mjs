import { devNull } from 'node:os'

/**
 * What our processes inherit. With a sandbox of our own, nothing that sets up AWS: a profile, or an endpoint of one
 * service, would lead them past the sandbox to the AWS the shell is signed in to.
 */
export function inherited(ownSandbox) {
  if (!ownSandbox) return { ...process.env }
  const rest = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('AWS_'))
  return {
    ...Object.fromEntries(rest),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  }
}
