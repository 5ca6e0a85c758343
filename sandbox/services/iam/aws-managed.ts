/** One of AWS's own policies: everyone has them and nobody can change them. */
export interface Managed {
  name: string
  arn: string
  path: string
  /** `v4` */
  version: string
  document: string
}

const statement = (actions: readonly string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  })

const words = (text: string) => text.trim().split(/\s+/)

/**
 * Those that fleets of ECS Anywhere meet, with what they allow of the services the sandbox offers.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const table: readonly [name: string, path: string, version: string, actions: readonly string[]][] = [
  ['AdministratorAccess', '/', 'v1', ['*']],
  [
    'PowerUserAccess',
    '/',
    'v5',
    words('ecs:* ssm:* logs:* cloudwatch:* sqs:* s3:* ec2:* ecr:* events:* secretsmanager:*'),
  ],
  [
    'ReadOnlyAccess',
    '/',
    'v100',
    words(`ecs:Describe* ecs:List* ecs:Get* ssm:Describe* ssm:Get* ssm:List* logs:Describe* logs:Get* logs:FilterLogEvents
    logs:List* logs:StartQuery logs:StopQuery logs:TestMetricFilter cloudwatch:Describe* cloudwatch:Get* cloudwatch:List*
    sqs:Get* sqs:List* sqs:ReceiveMessage s3:Get* s3:List* ec2:Describe* ec2:Get* ecr:BatchGet* ecr:Describe* ecr:Get*
    ecr:List* events:Describe* events:List* events:TestEventPattern iam:Get* iam:List* iam:Simulate*
    application-autoscaling:Describe* application-autoscaling:List* secretsmanager:Describe* secretsmanager:List*
    sts:GetCallerIdentity`),
  ],
  ['ViewOnlyAccess', '/job-function/', 'v20', words('ecs:Describe* ecs:List* ec2:Describe* iam:List* logs:Describe*')],
  [
    'AmazonSSMManagedInstanceCore',
    '/',
    'v2',
    words(`ssm:DescribeAssociation ssm:GetDeployablePatchSnapshotForInstance ssm:GetDocument ssm:DescribeDocument
    ssm:GetManifest ssm:GetParameter ssm:GetParameters ssm:ListAssociations ssm:ListInstanceAssociations ssm:PutInventory
    ssm:PutComplianceItems ssm:PutConfigurePackageResult ssm:UpdateAssociationStatus ssm:UpdateInstanceAssociationStatus
    ssm:UpdateInstanceInformation ssmmessages:* ec2messages:*`),
  ],
  [
    'AmazonEC2ContainerServiceforEC2Role',
    '/service-role/',
    'v7',
    words(`ec2:DescribeTags ecs:CreateCluster ecs:DeregisterContainerInstance ecs:DiscoverPollEndpoint ecs:Poll
    ecs:RegisterContainerInstance ecs:StartTelemetrySession ecs:UpdateContainerInstancesState ecs:Submit*
    ecr:GetAuthorizationToken ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage
    logs:CreateLogStream logs:PutLogEvents`),
  ],
  [
    'AmazonECSTaskExecutionRolePolicy',
    '/service-role/',
    'v1',
    words(`ecr:GetAuthorizationToken ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage
    logs:CreateLogStream logs:PutLogEvents`),
  ],
  ['AmazonEC2ContainerServiceEventsRole', '/service-role/', 'v2', words('ecs:RunTask ecs:TagResource iam:PassRole')],
  [
    'AmazonECS_FullAccess',
    '/',
    'v21',
    words(`application-autoscaling:* cloudwatch:* ec2:Describe* ecs:* events:* iam:ListAttachedRolePolicies
    iam:ListInstanceProfiles iam:ListRoles iam:PassRole logs:CreateLogGroup logs:DescribeLogGroups logs:FilterLogEvents`),
  ],
  ['AmazonSSMFullAccess', '/', 'v5', words('ssm:* cloudwatch:PutMetricData ec2:DescribeInstanceStatus logs:*')],
  ['AmazonSSMReadOnlyAccess', '/', 'v1', words('ssm:Describe* ssm:Get* ssm:List*')],
  ['CloudWatchFullAccess', '/', 'v5', words('cloudwatch:* logs:* application-autoscaling:DescribeScalingPolicies')],
  ['CloudWatchLogsFullAccess', '/', 'v2', words('logs:* cloudwatch:GenerateQuery')],
  [
    'CloudWatchLogsReadOnlyAccess',
    '/',
    'v9',
    words('logs:Describe* logs:Get* logs:List* logs:StartQuery logs:StopQuery logs:FilterLogEvents'),
  ],
  [
    'CloudWatchAgentServerPolicy',
    '/',
    'v2',
    words(
      'cloudwatch:PutMetricData ec2:DescribeTags logs:PutLogEvents logs:CreateLogStream logs:CreateLogGroup logs:DescribeLogGroups logs:DescribeLogStreams ssm:GetParameter',
    ),
  ],
  ['AmazonS3ReadOnlyAccess', '/', 'v3', words('s3:Get* s3:List* s3:Describe*')],
  ['AmazonS3FullAccess', '/', 'v2', words('s3:*')],
  ['AmazonSQSFullAccess', '/', 'v1', words('sqs:*')],
  [
    'AmazonEC2ContainerRegistryReadOnly',
    '/',
    'v3',
    words('ecr:Get* ecr:BatchGetImage ecr:BatchCheckLayerAvailability ecr:Describe* ecr:List*'),
  ],
  ['SecretsManagerReadWrite', '/', 'v5', words('secretsmanager:*')],
  ['AmazonECSServiceRolePolicy', '/aws-service-role/', 'v11', words('ec2:Describe* ecs:* logs:* cloudwatch:*')],
  [
    'AWSApplicationAutoscalingECSServicePolicy',
    '/aws-service-role/',
    'v1',
    words('ecs:DescribeServices ecs:UpdateService cloudwatch:*'),
  ],
]

export const awsManaged: ReadonlyMap<string, Managed> = new Map(
  table.map(([name, path, version, actions]) => {
    const arn = `arn:aws:iam::aws:policy${path}${name}`
    return [arn, { name, arn, path, version, document: statement(actions) }]
  }),
)
