import type { Tag } from '@aws-sdk/client-iam'

/** IAM of one account: global in AWS, so shared by its regions. */
export interface IamState {
  /** By name. */
  roles: Map<string, RoleRecord>
  /** The account's own managed policies, by ARN; AWS's are the same for everyone. */
  policies: Map<string, PolicyRecord>
  /** Instance profiles, by name. */
  profiles: Map<string, ProfileRecord>
}

export interface PolicyRecord {
  name: string
  /** `ANPA…` */
  id: string
  arn: string
  path: string
  description?: string
  createdAt: number
  updatedAt: number
  versions: VersionRecord[]
  /** `v2`: the version in force. */
  inForce: string
  tags: Tag[]
}

export interface VersionRecord {
  id: string
  document: string
  createdAt: number
}

export interface ProfileRecord {
  name: string
  /** `AIPA…` */
  id: string
  arn: string
  path: string
  createdAt: number
  /** AWS allows one. */
  role?: string
  tags: Tag[]
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

export const newIamState = (): IamState => ({
  roles: new Map(),
  policies: new Map(),
  profiles: new Map(),
})
