import type { PutParameterRequest } from '@aws-sdk/client-ssm'
import { unfit } from '../../wire/errors'
import { invalid } from './errors'
import { refuse } from './parameter-state'

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
export function checkName(name: string): void {
  if (name.length < 1 || name.length > 2048)
    throw invalid(unfit('name', name, 'have length less than or equal to 2048'))
  if (/^\/?(aws|ssm)/i.test(name)) {
    const what = /^\/?aws/i.test(name) ? 'aws' : 'ssm'
    throw name.startsWith('/') || what === 'ssm'
      ? invalid(
          `Parameter name: can't be prefixed with "${what}" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_`,
        )
      : refuse('AccessDeniedException', `No access to reserved parameter name: ${name}.`)
  }
  if (!/^[a-zA-Z0-9_.\-/]+$/.test(name) || name.endsWith('/') || name.includes('//'))
    throw invalid(
      `Parameter name must be a fully qualified name. It can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_`,
    )
  if (name.includes('/') && !name.startsWith('/')) throw invalid('Parameter name must be a fully qualified name.')
  if (name.split('/').length - 1 > 15)
    throw refuse(
      'HierarchyLevelLimitExceededException',
      'A hierarchy can have a maximum of 15 levels. For more information, see Requirements and constraints for parameter names in the AWS Systems Manager User Guide.',
    )
  if (name.length > 1011) throw invalid(unfit('name', name, 'have length less than or equal to 1011'))
}

export function checkPattern(pattern: string | undefined, value: string): void {
  if (!pattern) return
  if (pattern.length > 1024) throw invalid(unfit('allowedPattern', pattern, 'have length less than or equal to 1024'))
  let expression: RegExp
  try {
    expression = new RegExp(`^(?:${pattern})$`)
  } catch {
    throw refuse('InvalidAllowedPatternException', `The regular expression ${pattern} is not valid.`)
  }
  // A pattern that nests repetition could hold the sandbox up for ever.
  if (/[+*}]\)?[+*{]/.test(pattern)) return
  if (!expression.test(value))
    throw refuse(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    )
}

const kinds = new Set(['Expiration', 'ExpirationNotification', 'NoChangeNotification'])

/** Policies are kept and told; nothing expires by them. They ask for the advanced tier, as in AWS. */
export function readPolicies(text: string | undefined, tier: string): { type: string; text: string }[] {
  if (text === undefined || text.trim() === '' || text === '[{}]' || text === '{}') return []
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw refuse('InvalidPolicyTypeException', 'The policy type is not supported.')
  }
  const list = Array.isArray(read) ? read : [read]
  if (list.length > 10)
    throw refuse(
      'PoliciesLimitExceededException',
      'You specified more than the maximum number of allowed policies for the parameter. The maximum is 10.',
    )
  if (tier === 'Standard')
    throw invalid('The parameter policies are supported by advanced parameters only. Change the tier to Advanced.')
  return list.map((one: unknown) => {
    const type = typeof one === 'object' && one !== null && 'Type' in one ? one.Type : undefined
    if (typeof type !== 'string' || !kinds.has(type))
      throw refuse('InvalidPolicyTypeException', `The policy type ${type} is not supported.`)
    return { type, text: JSON.stringify(one) }
  })
}

/** Standard holds 4 KB, advanced 8: intelligent tiering takes the smaller that does. */
export function tierOf(input: PutParameterRequest, before: string | undefined): 'Standard' | 'Advanced' {
  const bytes = Buffer.byteLength(input.Value ?? '')
  const large = bytes > 4096 || input.Policies?.includes('Type') === true
  const asked = input.Tier ?? before ?? 'Standard'
  if (asked !== 'Standard' && asked !== 'Advanced' && asked !== 'Intelligent-Tiering')
    throw invalid(unfit('tier', asked, 'satisfy enum value set: [Standard, Advanced, Intelligent-Tiering]'))
  const tier = asked === 'Intelligent-Tiering' ? (large || before === 'Advanced' ? 'Advanced' : 'Standard') : asked
  if (before === 'Advanced' && tier === 'Standard')
    throw invalid(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.",
    )
  if (tier === 'Standard' && bytes > 4096)
    throw invalid(
      'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
    )
  if (bytes > 8192) throw invalid('Advanced tier parameters support a maximum parameter value of 8192 characters.')
  return tier
}
