import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2'
import { ListRolesCommand } from '@aws-sdk/client-iam'
import type { Aws } from './aws'
import { pages } from './shape'

/** IAM roles, those that Systems Manager may take on marked: an activation needs one of them. */
export async function listRoles(aws: Aws): Promise<{ name: string; forHosts: boolean }[]> {
  const all = await pages(async (Marker) => {
    const page = await aws.iam(ListRolesCommand, { Marker })
    return { items: page.Roles, next: page.Marker }
  })
  return all.flatMap((role) =>
    role.RoleName
      ? [
          {
            name: role.RoleName,
            // The trust policy comes URL-encoded (GetRole, IAM API reference).
            forHosts: decodeURIComponent(role.AssumeRolePolicyDocument ?? '').includes('ssm.amazonaws.com'),
          },
        ]
      : [],
  )
}

/** What a task with an address of its own can be put in. */
export async function listNetwork(aws: Aws) {
  const [subnets, groups] = await Promise.all([
    pages(async (NextToken) => {
      const page = await aws.ec2(DescribeSubnetsCommand, { NextToken })
      return { items: page.Subnets, next: page.NextToken }
    }),
    pages(async (NextToken) => {
      const page = await aws.ec2(DescribeSecurityGroupsCommand, { NextToken })
      return { items: page.SecurityGroups, next: page.NextToken }
    }),
  ])
  return {
    subnets: subnets.map((s) => ({
      id: s.SubnetId ?? '',
      zone: s.AvailabilityZone ?? '',
      vpc: s.VpcId ?? '',
      name: s.Tags?.find((t) => t.Key === 'Name')?.Value ?? null,
      cidr: s.CidrBlock ?? '',
    })),
    securityGroups: groups.map((g) => ({ id: g.GroupId ?? '', name: g.GroupName ?? '', vpc: g.VpcId ?? '' })),
  }
}
