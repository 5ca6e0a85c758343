import { BucketAlreadyOwnedByYou, NoSuchBucket, NoSuchKey, NoSuchUpload } from '@aws-sdk/client-s3'
import { AwsError } from '../../wire/errors'

const $metadata = {}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const noBucket = () => new NoSuchBucket({ message: 'The specified bucket does not exist', $metadata })
export const noKey = () => new NoSuchKey({ message: 'The specified key does not exist.', $metadata })
export const noUpload = () =>
  new NoSuchUpload({
    message:
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    $metadata,
  })
export const alreadyYours = () =>
  new BucketAlreadyOwnedByYou({
    message: 'Your previous request to create the named bucket succeeded and you already own it.',
    $metadata,
  })
/** HEAD has no body to say more in. */
export const notFound = () => new AwsError('NotFound', 'Not Found', 404)
export const badBucketName = () => new AwsError('InvalidBucketName', 'The specified bucket is not valid.')
export const notEmpty = () => new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409)
export const badArgument = (message: string) => new AwsError('InvalidArgument', message)
export const badRequest = (message: string) => new AwsError('InvalidRequest', message)
export const malformed = () =>
  new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  )
export const badRange = () => new AwsError('InvalidRange', 'The requested range is not satisfiable', 416)
export const preconditionFailed = () =>
  new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412)
export const notModified = () => new AwsError('NotModified', 'Not Modified', 304)
export const badDigest = (algorithm: string) =>
  new AwsError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`)
export const badPart = () =>
  new AwsError(
    'InvalidPart',
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
  )
export const badPartOrder = () =>
  new AwsError(
    'InvalidPartOrder',
    'The list of parts was not in ascending order. Parts must be ordered by part number.',
  )
export const tooSmall = () =>
  new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
export const keyTooLong = () => new AwsError('KeyTooLongError', 'Your key is too long')
export const badTag = (message: string) => new AwsError('InvalidTag', message)
export const noTagSet = () => new AwsError('NoSuchTagSet', 'The TagSet does not exist', 404)
export const badLocation = (given: string) =>
  new AwsError(
    'IllegalLocationConstraintException',
    `The ${given} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  )
