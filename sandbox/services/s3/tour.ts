import type * as s3 from '@aws-sdk/client-s3'
import type { Guide, Tour } from '../../wire/tour'

type S3 = Guide<typeof s3>
const Bucket = 'tour'
const TagSet = [{ Key: 'a', Value: 'b' }]

export const tour: Tour<typeof s3> = async (guide) => {
  const { call } = guide
  await call('CreateBucket', { Bucket })
  await call('HeadBucket', { Bucket })
  await call('ListBuckets', {})
  await call('GetBucketLocation', { Bucket })
  await call('PutBucketNotificationConfiguration', {
    Bucket,
    NotificationConfiguration: { EventBridgeConfiguration: {} },
  })
  await call('GetBucketNotificationConfiguration', { Bucket })
  await call('PutBucketTagging', { Bucket, Tagging: { TagSet } })
  await call('GetBucketTagging', { Bucket })
  await call('DeleteBucketTagging', { Bucket })
  await objects(guide)
  await uploads(guide)
  await call('DeleteBucket', { Bucket })
}

async function objects({ call }: S3): Promise<void> {
  const object = { Bucket, Key: 'in/orders.csv' }
  await call('PutObject', { ...object, Body: 'one,two', ContentType: 'text/csv', Metadata: { site: 'berlin' } })
  await call('GetObject', object)
  await call('HeadObject', object)
  await call('CopyObject', { Bucket, Key: 'in/copy.csv', CopySource: `${Bucket}/${object.Key}` })
  await call('ListObjectsV2', { Bucket, Delimiter: '/', FetchOwner: true })
  await call('ListObjects', { Bucket, Prefix: 'in/' })
  await call('PutObjectTagging', { ...object, Tagging: { TagSet } })
  await call('GetObjectTagging', object)
  await call('DeleteObjectTagging', object)
  await call('DeleteObject', object)
  await call('DeleteObjects', { Bucket, Delete: { Objects: [{ Key: 'in/copy.csv' }] } })
}

async function uploads({ call }: S3): Promise<void> {
  const object = { Bucket, Key: 'large' }
  const { UploadId } = await call('CreateMultipartUpload', object)
  const { ETag } = await call('UploadPart', { ...object, UploadId, PartNumber: 1, Body: 'part' })
  await call('ListParts', { ...object, UploadId })
  const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] }
  await call('CompleteMultipartUpload', { ...object, UploadId, MultipartUpload })
  const other = await call('CreateMultipartUpload', object)
  await call('AbortMultipartUpload', { ...object, UploadId: other.UploadId })
  await call('DeleteObject', object)
}
