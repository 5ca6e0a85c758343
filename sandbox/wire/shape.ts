import { NormalizedSchema } from '@smithy/core/schema'
import { owedBy } from './required'

/**
 * An SDK package's schema as a tree of our own, so that every codec is a short switch. Members are compiled when they
 * are first asked for, because shapes refer to themselves (ECS's task definitions do not, SSM's inventory does).
 */
export type Shape =
  | { kind: 'string' | 'number' | 'boolean' | 'blob' | 'document' }
  | { kind: 'timestamp'; format?: 'date-time' | 'http-date' | 'epoch-seconds' }
  | { kind: 'list'; value: Member }
  | { kind: 'map'; key: Member; value: Member }
  | Structure

export interface Structure {
  kind: 'structure' | 'union' | 'error'
  name: string
  members: Map<string, Member>
  required: readonly string[]
  /** Those that a reply always has: `required`, and what AWS never leaves out although its model does not say so. */
  owed: readonly string[]
  /** What its element is called where it is a body of its own. */
  xmlName?: string
}

export interface Traits {
  xmlName?: string
  xmlFlattened?: unknown
  xmlAttribute?: unknown
  ec2QueryName?: string
  streaming?: unknown
  /** Where a member has its place in REST: the path, a header, several headers, the query, or the whole body. */
  httpLabel?: unknown
  httpHeader?: string
  httpPrefixHeaders?: string
  httpQuery?: string
  httpPayload?: unknown
  /** The code an error has in the Query protocol, and its HTTP status. */
  awsQueryError?: readonly [code: string, status: number]
  httpError?: number
  error?: 'client' | 'server'
}

export interface Member {
  readonly shape: Shape
  readonly traits: Traits
  /** Where only these texts are AWS's. */
  readonly words?: ReadonlySet<string>
}

/** The enums of a package: its structures' members that hold them, and the words of each. */
export interface Enums {
  of: (structure: string, member: string) => Words | undefined
}

interface Words {
  /** Of a text, a list's items or a map's values. */
  values?: ReadonlySet<string>
  /** Of a map's keys. */
  keys?: ReadonlySet<string>
}

/** Compiled once per structure, by the schema that the package exports. */
const compiled = new WeakMap<object, Structure>()
const none: readonly string[] = []

function shapeOf(schema: NormalizedSchema, enums: Enums, { keys, values }: Words = {}): Shape {
  if (schema.isUnitSchema()) return { kind: 'structure', name: 'Unit', members: new Map(), required: none, owed: none }
  if (schema.isStructSchema()) return structureOf(schema, enums)
  if (schema.isListSchema()) return { kind: 'list', value: memberOf(schema.getValueSchema(), enums, { values }) }
  if (schema.isMapSchema())
    return {
      kind: 'map',
      key: memberOf(schema.getKeySchema(), enums, { values: keys }),
      value: memberOf(schema.getValueSchema(), enums, { values }),
    }
  if (schema.isTimestampSchema()) {
    const format = formats[Number(schema.getSchema())]
    return { kind: 'timestamp', ...(format && { format }) }
  }
  if (schema.isBlobSchema()) return { kind: 'blob' }
  if (schema.isBooleanSchema()) return { kind: 'boolean' }
  if (schema.isNumericSchema()) return { kind: 'number' }
  if (schema.isDocumentSchema()) return { kind: 'document' }
  if (schema.isStringSchema()) return { kind: 'string' }
  throw new TypeError(`A schema this wire does not know: ${schema.getName(true)}`)
}

/** The SDK's codes for a timestamp that has a format of its own. */
const formats: Readonly<Record<number, 'date-time' | 'http-date' | 'epoch-seconds'>> = {
  5: 'date-time',
  6: 'http-date',
  7: 'epoch-seconds',
}

/**
 * The SDK writes a structure as `[3 | 4 | -3, namespace, name, traits, names, schemas, requiredCount]`, required
 * members first. These are its internals: versions are pinned, and the round trip of every operation is the alarm.
 */
function structureOf(schema: NormalizedSchema, enums: Enums): Structure {
  const raw: unknown = schema.getSchema()
  if (!Array.isArray(raw)) throw new TypeError(`Not a structure: ${schema.getName(true)}`)
  const known = compiled.get(raw)
  if (known) return known
  const names: string[] = raw[4]
  const members = new Map<string, Member>()
  const { xmlName } = NormalizedSchema.of(raw as SchemaRef).getMergedTraits() as Traits
  const name = String(raw[2])
  const required: readonly string[] = typeof raw[6] === 'number' && raw[0] === 3 ? names.slice(0, raw[6]) : none
  const made: Structure = {
    kind: raw[0] === 4 ? 'union' : raw[0] === -3 ? 'error' : 'structure',
    name,
    members,
    required,
    owed: [...required, ...owedBy(String(raw[1]), name)],
    ...(xmlName && { xmlName }),
  }
  compiled.set(raw, made)
  for (const member of names)
    members.set(member, memberOf(schema.getMemberSchema(member), enums, enums.of(name, member)))
  return made
}

function memberOf(schema: NormalizedSchema, enums: Enums, words: Words = {}): Member {
  let shape: Shape | undefined
  const traits = schema.getMergedTraits() as Traits
  return {
    traits,
    ...(words.values && schema.isStringSchema() && { words: words.values }),
    get shape() {
      shape ??= shapeOf(schema, enums, words)
      return shape
    },
  }
}

/** Method, address and status, of services that speak REST. */
export type Http = readonly [method: string, uri: string, status: number]

export interface Operation {
  name: string
  http?: Http
  input: Structure
  output: Structure
}

export interface ErrorShape {
  structure: Structure
  traits: Traits
}

/** What one SDK package says of a service: its operations and its errors, by name. */
export interface Model {
  operations: ReadonlyMap<string, Operation>
  errors: ReadonlyMap<string, ErrorShape>
}

/** Reads a package's exports: operations are `[9, namespace, name, traits, input, output]`, errors begin with -3. */
export function modelOf(sdk: object, enums: Enums): Model {
  const operations = new Map<string, Operation>()
  const errors = new Map<string, ErrorShape>()
  for (const [key, value] of Object.entries(sdk)) {
    if (!key.endsWith('$') || !Array.isArray(value)) continue
    if (value[0] === 9) operations.set(value[2], lazyOperation(value as OperationSchema, enums))
    else if (value[0] === -3) {
      const schema = NormalizedSchema.of(value as Parameters<typeof NormalizedSchema.of>[0])
      errors.set(value[2], { structure: structureOf(schema, enums), traits: schema.getMergedTraits() as Traits })
    }
  }
  if (operations.size === 0) throw new TypeError('This package exports no schemas')
  return { operations, errors }
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0]

type OperationSchema = [9, string, name: string, traits: { http?: Http } | 0, input: SchemaRef, output: SchemaRef]

function lazyOperation([, , name, traits, input, output]: OperationSchema, enums: Enums): Operation {
  const made: { input?: Structure; output?: Structure } = {}
  const structure = (schema: SchemaRef): Structure => {
    const shape = shapeOf(NormalizedSchema.of(schema), enums)
    if (!('members' in shape)) throw new TypeError(`${name} takes and gives structures`)
    return shape
  }
  return {
    name,
    ...(traits !== 0 && traits.http && { http: traits.http }),
    get input() {
      made.input ??= structure(input)
      return made.input
    },
    get output() {
      made.output ??= structure(output)
      return made.output
    },
  }
}
