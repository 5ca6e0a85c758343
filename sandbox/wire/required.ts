/**
 * What no reply of AWS's leaves out although the models call almost nothing required: by the SDK's namespace of a
 * service and the name of a structure. Each is in every example of its API reference page.
 */
export const owed: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
  'com.amazonaws.ecs': {
    Cluster: 'clusterArn clusterName status',
    ContainerInstance:
      'containerInstanceArn ec2InstanceId status version agentConnected runningTasksCount pendingTasksCount registeredResources remainingResources',
    Task: 'taskArn clusterArn taskDefinitionArn lastStatus desiredStatus containers createdAt version',
    Container: 'name lastStatus',
    TaskDefinition: 'taskDefinitionArn family revision status containerDefinitions',
    Service: 'serviceArn serviceName clusterArn status desiredCount runningCount pendingCount deployments events',
    Deployment: 'id status taskDefinition desiredCount runningCount pendingCount createdAt updatedAt',
    ServiceEvent: 'id createdAt message',
    ServiceDeployment: 'serviceDeploymentArn serviceArn clusterArn status createdAt targetServiceRevision',
    ServiceDeploymentBrief: 'serviceDeploymentArn serviceArn clusterArn status createdAt',
    ServiceRevision: 'serviceRevisionArn serviceArn clusterArn taskDefinition createdAt',
    CapacityProvider: 'capacityProviderArn name status',
    ProtectedTask: 'taskArn protectionEnabled',
    Setting: 'name value principalArn',
    Failure: 'reason',
    ListClustersResponse: 'clusterArns',
    ListContainerInstancesResponse: 'containerInstanceArns',
    ListServicesResponse: 'serviceArns',
    ListTasksResponse: 'taskArns',
    ListTaskDefinitionsResponse: 'taskDefinitionArns',
    ListTaskDefinitionFamiliesResponse: 'families',
    DescribeClustersResponse: 'clusters failures',
    DescribeContainerInstancesResponse: 'containerInstances failures',
    DescribeServicesResponse: 'services failures',
    DescribeTasksResponse: 'tasks failures',
    RunTaskResponse: 'tasks failures',
    StartTaskResponse: 'tasks failures',
    StopTaskResponse: 'task',
    CreateClusterResponse: 'cluster',
    CreateServiceResponse: 'service',
    UpdateServiceResponse: 'service',
    DeleteServiceResponse: 'service',
    RegisterTaskDefinitionResponse: 'taskDefinition',
    DescribeTaskDefinitionResponse: 'taskDefinition',
    RegisterContainerInstanceResponse: 'containerInstance',
    DeregisterContainerInstanceResponse: 'containerInstance',
  },
  'com.amazonaws.ssm': {
    CreateActivationResult: 'ActivationId ActivationCode',
    Activation: 'ActivationId IamRole RegistrationLimit RegistrationsCount ExpirationDate Expired CreatedDate',
    InstanceInformation: 'InstanceId PingStatus LastPingDateTime AgentVersion PlatformType ResourceType',
    Command: 'CommandId DocumentName Status StatusDetails RequestedDateTime TargetCount',
    CommandInvocation: 'CommandId InstanceId DocumentName Status StatusDetails RequestedDateTime',
    GetCommandInvocationResult: 'CommandId InstanceId DocumentName Status StatusDetails ResponseCode',
    Parameter: 'Name Type Value Version ARN LastModifiedDate',
    ParameterMetadata: 'Name Type Version LastModifiedDate Tier',
    ParameterHistory: 'Name Type Value Version LastModifiedDate',
    PutParameterResult: 'Version Tier',
  },
  'com.amazonaws.cloudwatchlogs': {
    LogGroup: 'logGroupName arn creationTime storedBytes',
    LogStream: 'logStreamName arn creationTime',
    OutputLogEvent: 'timestamp message ingestionTime',
    FilteredLogEvent: 'logStreamName timestamp message ingestionTime eventId',
  },
  'com.amazonaws.cloudwatch': {
    // No more of a composite alarm's children and parents: API_DescribeAlarms
    MetricAlarm: 'AlarmName AlarmArn StateValue',
    CompositeAlarm: 'AlarmName AlarmArn',
    MetricDataResult: 'Id Label StatusCode Timestamps Values',
    Metric: 'Namespace MetricName',
  },
  'com.amazonaws.secretsmanager': {
    CreateSecretResponse: 'ARN Name',
    DescribeSecretResponse: 'ARN Name CreatedDate',
    SecretListEntry: 'ARN Name CreatedDate',
    GetSecretValueResponse: 'ARN Name VersionId VersionStages CreatedDate',
    PutSecretValueResponse: 'ARN Name VersionId VersionStages',
  },
  'com.amazonaws.sqs': {
    CreateQueueResult: 'QueueUrl',
    GetQueueUrlResult: 'QueueUrl',
    Message: 'MessageId ReceiptHandle MD5OfBody Body',
    SendMessageResult: 'MessageId MD5OfMessageBody',
  },
  'com.amazonaws.eventbridge': {
    Rule: 'Name Arn State EventBusName',
    PutRuleResponse: 'RuleArn',
    DescribeRuleResponse: 'Name Arn State EventBusName',
    EventBus: 'Name Arn',
  },
  'com.amazonaws.ecr': {
    Repository: 'repositoryArn registryId repositoryName repositoryUri createdAt imageTagMutability',
    ImageDetail: 'registryId repositoryName imageDigest imagePushedAt',
    Image: 'registryId repositoryName imageId imageManifest',
    AuthorizationData: 'authorizationToken expiresAt proxyEndpoint',
  },
  'com.amazonaws.ec2': {
    Vpc: 'VpcId State CidrBlock OwnerId IsDefault',
    Subnet: 'SubnetId VpcId State CidrBlock AvailabilityZone AvailableIpAddressCount',
    SecurityGroup: 'GroupId GroupName VpcId OwnerId Description',
    Instance: 'InstanceId ImageId InstanceType State LaunchTime',
    Reservation: 'ReservationId OwnerId Instances',
    AvailabilityZone: 'ZoneName ZoneId RegionName State ZoneType',
  },
  'com.amazonaws.s3': {
    Bucket: 'Name CreationDate',
    PutObjectOutput: 'ETag',
    ListObjectsV2Output: 'Name KeyCount MaxKeys IsTruncated',
  },
  'com.amazonaws.sts': {
    GetCallerIdentityResponse: 'UserId Account Arn',
    AssumeRoleResponse: 'Credentials AssumedRoleUser',
    GetSessionTokenResponse: 'Credentials',
  },
}

const none: readonly string[] = []

export function owedBy(namespace: string, structure: string): readonly string[] {
  const table = owed[namespace]
  const members = table && Object.hasOwn(table, structure) ? table[structure] : undefined
  return members?.split(' ') ?? none
}
