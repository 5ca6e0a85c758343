import { createHash } from 'node:crypto'
import { invalid } from './errors'
import type { ImageRecord, RepositoryRecord } from './state'

const lists = ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json']
const singles = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v1+prettyjws',
]

/** What a manifest says of its image. The specifications: https://github.com/opencontainers/image-spec */
export function readManifest(
  repository: RepositoryRecord,
  text: string,
  told: string | undefined,
  now: number,
): ImageRecord {
  const read = parse(text)
  const named = told ?? (typeof read.mediaType === 'string' ? read.mediaType : undefined)
  const mediaType = named ?? (Array.isArray(read.manifests) ? lists[0] : singles[0]) ?? ''
  const isList = lists.includes(mediaType)
  if (!isList && !singles.includes(mediaType)) throw invalid('imageManifestMediaType', `unsupported: ${mediaType}`)
  if (isList !== Array.isArray(read.manifests))
    throw invalid('ImageManifest', 'The manifest is not of the media type that it is said to be')
  const children = isList ? entries(read.manifests).map(({ digest }) => String(digest ?? '')) : []
  const config = entries([read.config])
  const artifactType = isList ? undefined : config[0]?.mediaType
  return {
    digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    manifest: text,
    mediaType,
    ...(typeof artifactType === 'string' && { artifactType }),
    // "If the image is a manifest list, this will be the max size of all manifests in the list.": API_ImageDetail
    size: isList
      ? Math.max(0, ...children.map((digest) => repository.images.get(digest)?.size ?? 0))
      : [...config, ...entries(read.layers)].reduce((sum, { size }) => sum + (typeof size === 'number' ? size : 0), 0),
    pushedAt: now,
    children,
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>
  } catch {
    // Said below, as for what is JSON and no manifest.
  }
  throw invalid('ImageManifest', 'Invalid JSON syntax')
}

const entries = (list: unknown): Record<string, unknown>[] =>
  Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : []
