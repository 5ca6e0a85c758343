import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs'
import { AwsError } from '../../wire/errors'
import { batch } from './errors'

/**
 * Carries out each entry of a batch; one that fails does not keep the others from being carried out.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api-actions.html
 */
export function inBatch<Entry extends { Id: string | undefined }, Done>(
  kind: string,
  entries: readonly Entry[],
  each: (entry: Entry) => Done,
): { Successful: Done[]; Failed: BatchResultErrorEntry[] } {
  if (entries.length === 0) throw batch.empty(kind)
  if (entries.length > 10) throw batch.tooMany(entries.length)
  const ids = new Set<string>()
  for (const { Id = '' } of entries) {
    if (!/^[\w-]{1,80}$/.test(Id)) throw batch.badId()
    if (ids.has(Id)) throw batch.sameId(Id)
    ids.add(Id)
  }
  const Successful: Done[] = []
  const Failed: BatchResultErrorEntry[] = []
  for (const entry of entries) {
    try {
      Successful.push(each(entry))
    } catch (error) {
      const code = codeOf(error)
      if (!code || !(error instanceof Error)) throw error
      Failed.push({ Id: entry.Id, SenderFault: true, Code: code, Message: error.message })
    }
  }
  return { Successful, Failed }
}

/** Undefined for what is no error of AWS's. */
const codeOf = (error: unknown): string | undefined =>
  error instanceof AwsError ? error.code : error instanceof Error && '$fault' in error ? error.name : undefined
