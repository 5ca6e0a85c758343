import type { Fuzz } from './fuzz'

const actions = ['*', 'ecs:*', 'ecs:List*', 'ecs:?un*', 'ssm:*', 'iam:*', 'sqs:*', 'logs:*', 'cloudwatch:Get*', 'ec2:*']
const resources = [
  '*',
  '*',
  'arn:aws:ecs:*:*:cluster/quay',
  'arn:aws:ecs:*:*:*/quay/*',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the policy's own variable
  'arn:aws:ecs:*:*:*/${aws:PrincipalTag/team}*',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the policy's own variables, some of them broken
  'arn:aws:iam::*:role/${aws:username}${${*}${',
  `arn:aws:ecs:*:*:${'*a'.repeat(40)}`,
  'arn:aws:iam::*:role/?',
  'arn:::::__proto__',
]
const operators = [
  ...['String', 'Arn'].flatMap((kind) => ['Equals', 'Like'].flatMap((how) => [kind + how, `${kind}Not${how}`])),
  ...[
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'IpAddress',
    'NotIpAddress',
    'Bool',
    'BinaryEquals',
    'Null',
  ],
  ...['Numeric', 'Date'].flatMap((kind) =>
    ['Equals', 'NotEquals', 'LessThan', 'GreaterThanEquals'].map((how) => kind + how),
  ),
]
const keys = [
  'aws:RequestTag/owner',
  'aws:ResourceTag/owner',
  'aws:PrincipalTag/__proto__',
  'aws:TagKeys',
  'aws:SourceIp',
  'aws:CurrentTime',
  'aws:EpochTime',
  'aws:SourceIdentity',
  'aws:PrincipalArn',
  'ecs:cluster',
  'iam:PassedToService',
  '__proto__',
  'constructor',
]
const values = [
  '10.0.0.0/8',
  '::1/129',
  '999.1.1.1/-5',
  'true',
  '5',
  '1e999',
  '2026-11-24T12:00:00Z',
  'never',
  '%%%',
  '\0',
]

/** A policy that follows the grammar and whose sense nobody sees to. */
export function randomPolicy(fuzz: Fuzz): string {
  const some = <T>(items: readonly T[]): T | T[] =>
    fuzz.chance(2) ? fuzz.pick(items) : [fuzz.pick(items), fuzz.pick(items)]
  const operator = () =>
    fuzz.pick(['', '', 'ForAllValues:', 'ForAnyValue:']) + fuzz.pick(operators) + (fuzz.chance(4) ? 'IfExists' : '')
  const value = (): string => (fuzz.chance(2) ? fuzz.pick(values) : fuzz.text().slice(0, 60))
  const statement = () => ({
    Effect: fuzz.chance(5) ? 'Deny' : 'Allow',
    [fuzz.chance(5) ? 'NotAction' : 'Action']: some(actions),
    [fuzz.chance(5) ? 'NotResource' : 'Resource']: some(resources),
    ...(fuzz.chance(2) && {
      Condition: { [operator()]: { [fuzz.pick(keys)]: fuzz.chance(2) ? value() : [value(), value()] } },
    }),
  })
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement(), statement(), statement()] })
}
