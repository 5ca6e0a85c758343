import { gunzipSync } from 'node:zlib'
import { AwsError } from './errors'

/**
 * A body as it was before it was compressed: SDKs compress that of PutMetricData from 10 KiB on
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-compression.html).
 * @param most bytes it may come to
 */
export function unzipped(body: Uint8Array, encoding: string | undefined, most: number): Uint8Array {
  if (encoding !== 'gzip' || body.length > most) return body
  try {
    return gunzipSync(body, { maxOutputLength: most })
  } catch (error) {
    if (error instanceof RangeError)
      throw new AwsError('RequestEntityTooLarge', `Request must be smaller than ${most} bytes for the sandbox`, 413)
    throw new AwsError('SerializationException', 'The body is not what its Content-Encoding says')
  }
}
