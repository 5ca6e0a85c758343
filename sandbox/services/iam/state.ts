import type { Tag } from '@aws-sdk/client-iam'

/** IAM of one account: global in AWS, so shared by its regions. */
export interface IamState {
  /** By name. */
  roles: Map<string, RoleRecord>
}

export interface RoleRecord {
  name: string
  /** `AROA…`: stands for the role in AssumeRole's ids. */
  id: string
  arn: string
  path: string
  createdAt: number
  description?: string
  /** Seconds that a session may last. */
  maxSession: number
  /** Policy documents as JSON text; replies carry them URL-encoded. */
  trust: string
  inline: Map<string, string>
  /** Managed policies, name by ARN. */
  attached: Map<string, string>
  tags: Tag[]
}

export const newIamState = (): IamState => ({ roles: new Map() })
