import type * as ssm from '@aws-sdk/client-ssm'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { invalid } from './errors'
import { checkName, checkPattern, readPolicies, tierOf } from './parameter-rules'
import { findParameter, latest, type ParameterVersion, refuse } from './parameter-state'
import { checkTags } from './tags'

export const parameters: Handlers<typeof ssm, Region> = {
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
  PutParameter(input, world, caller) {
    const { Name: name = '', Value: value = '', Overwrite = false, Description } = input
    checkName(name)
    const record = world.ssm.parameters.get(name)
    const before = record && latest(record)
    if (record && !Overwrite)
      throw refuse(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      )
    if (input.Tags && Overwrite)
      throw invalid(
        "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
      )
    const type = input.Type ?? before?.type
    if (type === undefined) throw invalid('A parameter type is required when you create a parameter.')
    if (type !== 'String' && type !== 'StringList' && type !== 'SecureString')
      throw invalid(unfit('type', type, 'satisfy enum value set: [SecureString, StringList, String]'))
    if (value === '') throw invalid(unfit('value', value, 'have length greater than or equal to 1'))
    if ((Description?.length ?? 0) > 1024)
      throw invalid(unfit('description', Description, 'have length less than or equal to 1024'))
    if (input.KeyId !== undefined && type !== 'SecureString')
      throw invalid(`KeyId is required for SecureString type parameter only.`)
    const dataType = input.DataType ?? before?.dataType ?? 'text'
    if (!['text', 'aws:ec2:image', 'aws:ssm:integration'].includes(dataType))
      throw invalid(`The following data type is not supported: ${dataType} (Data type names are all lowercase.)`)
    const tier = tierOf(input, before?.tier)
    const allowedPattern = input.AllowedPattern ?? before?.allowedPattern
    const description = Description ?? before?.description
    const keyId = type === 'SecureString' ? (input.KeyId ?? before?.keyId ?? 'alias/aws/ssm') : undefined
    checkPattern(allowedPattern, value)
    const tags = checkTags(input.Tags)
    const version: ParameterVersion = {
      version: (before?.version ?? 0) + 1,
      value,
      type,
      tier,
      dataType,
      ...(keyId !== undefined && { keyId }),
      ...(description !== undefined && { description }),
      ...(allowedPattern !== undefined && { allowedPattern }),
      policies: input.Policies === undefined ? (before?.policies ?? []) : readPolicies(input.Policies, tier),
      labels: [],
      at: world.clock.now(),
      by: caller.principal,
    }
    if (record) {
      // The oldest of a hundred goes, unless a label holds it.
      const [oldest] = record.versions
      if (record.versions.length >= 100) {
        if (oldest && oldest.labels.length > 0)
          throw refuse(
            'ParameterMaxVersionLimitExceeded',
            `You attempted to create a new version of ${name} by calling the PutParameter API with the overwrite flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
          )
        record.versions.shift()
      }
      record.versions.push(version)
    } else world.ssm.parameters.set(name, { name, tags, versions: [version] })
    return { Version: version.version, Tier: tier }
  },

  DeleteParameter(input, world) {
    world.ssm.parameters.delete(findParameter(world, input.Name ?? '').name)
    return {}
  },

  DeleteParameters(input, world) {
    const names = checkNames(input.Names)
    const DeletedParameters = [...new Set(names)].filter((name) => world.ssm.parameters.delete(name))
    return { DeletedParameters, InvalidParameters: names.filter((name) => !DeletedParameters.includes(name)) }
  },

  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html
  LabelParameterVersion(input, world) {
    const record = findParameter(world, input.Name ?? '')
    const labels = [...new Set(input.Labels ?? [])]
    if (labels.length < 1 || labels.length > 10)
      throw invalid(unfit('labels', `[${labels}]`, 'have length between 1 and 10'))
    const number = input.ParameterVersion ?? latest(record).version
    const version = record.versions.find((one) => one.version === number)
    if (!version)
      throw refuse(
        'ParameterVersionNotFound',
        `Systems Manager could not find version ${number} of ${record.name}. Verify the version and try again.`,
      )
    const InvalidLabels = labels.filter((label) => !/^[a-zA-Z_][\w.-]{0,99}$/.test(label) || /^(aws|ssm)/i.test(label))
    const good = labels.filter((label) => !InvalidLabels.includes(label))
    if (new Set([...version.labels, ...good]).size > 10)
      throw refuse(
        'ParameterVersionLabelLimitExceeded',
        'A parameter version can have maximum 10 labels.Move one or more labels to another version and try again.',
      )
    // A label is on one version at a time.
    for (const one of record.versions) one.labels = one.labels.filter((label) => !good.includes(label))
    version.labels = [...version.labels, ...good]
    return { InvalidLabels, ParameterVersion: number }
  },

  UnlabelParameterVersion(input, world) {
    const record = findParameter(world, input.Name ?? '')
    const version = record.versions.find((one) => one.version === input.ParameterVersion)
    if (!version)
      throw refuse(
        'ParameterVersionNotFound',
        `Systems Manager could not find version ${input.ParameterVersion} of ${record.name}. Verify the version and try again.`,
      )
    const labels = input.Labels ?? []
    const RemovedLabels = labels.filter((label) => version.labels.includes(label))
    version.labels = version.labels.filter((label) => !labels.includes(label))
    return { RemovedLabels, InvalidLabels: labels.filter((label) => !RemovedLabels.includes(label)) }
  },
}

/** One to ten, each once. */
export function checkNames(names: readonly string[] = []): readonly string[] {
  if (names.length < 1 || names.length > 10)
    throw invalid(
      unfit(
        'names',
        `[${names.join(', ')}]`,
        `have length ${names.length < 1 ? 'greater than or equal to 1' : 'less than or equal to 10'}`,
      ),
    )
  return names
}
