import { z } from 'zod'
import { shellWord } from './shell'

/** One call of the AWS API, as it will be or was sent: what a person reads before a write and in the audit. */
export const AwsCall = z.object({
  service: z.string().describe('As the aws command names it: ecs, ssm, logs'),
  action: z.string().describe('RunTask'),
  region: z.string(),
  input: z.record(z.string(), z.unknown()),
})
export type AwsCall = z.infer<typeof AwsCall>

/** `RunTask` → `run-task`. */
const command = (action: string): string => action.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()

/** The same call as an `aws` command. The whole input goes as JSON, which says every field without another spelling. */
export const awsCommand = (call: AwsCall): string =>
  `aws ${call.service} ${command(call.action)} --region ${shellWord(call.region)} --cli-input-json ${shellWord(JSON.stringify(call.input))}`

/** The IAM action a caller needs for it. CloudWatch Logs and ECS name theirs as their API does. */
export const iamAction = (call: AwsCall): string => `${call.service}:${call.action}`
