// The public register for everyone: CloudFront in front of a bucket that stays closed to all others.
import { Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  type CfnDistribution,
  Distribution,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/**
 * Outside China CloudFront signs its requests to the bucket (origin access control). In China that resource does not
 * exist in CloudFormation, so the older origin access identity is used; a bucket policy for everyone would have been
 * the other way, but it opens the bucket, and S3 has no HTTPS under a name of one's own.
 */
export class PublicDistribution extends Construct {
  /** Without a slash at its end. */
  readonly url: string;

  constructor(
    scope: Construct,
    id: string,
    { bucket, settings }: { bucket: Bucket; settings: Pick<Settings, 'partition' | 'publicSite'> },
  ) {
    super(scope, id);
    const { domain } = settings.publicSite;
    const inChina = settings.partition === 'aws-cn';
    if (inChina && !domain) throw new Error('CloudFront in China serves only under a domain of your own');
    // CDK's own class and interface differ under exactOptionalPropertyTypes.
    const files = bucket as IBucket;
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Public register of ${Stack.of(this).stackName}`,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: inChina
          ? S3BucketOrigin.withOriginAccessIdentity(files)
          : S3BucketOrigin.withOriginAccessControl(files),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        ...(inChina ? {} : { responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS }),
      },
      ...(domain ? { domainNames: [domain.name] } : {}),
      ...(domain && !inChina
        ? {
            certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateId),
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          }
        : {}),
      enableIpv6: !inChina,
    });
    if (inChina && domain) useCertificateOfIam(distribution, domain);
    this.url = `https://${domain?.name ?? distribution.distributionDomainName}`;
    acknowledge(distribution, inChina);
  }
}

/** The construct knows only certificates of ACM. */
function useCertificateOfIam(
  distribution: Distribution,
  { name, certificateId }: { name: string; certificateId: string },
): void {
  const resource = distribution.node.defaultChild as CfnDistribution;
  resource.addPropertyOverride('DistributionConfig.Aliases', [name]);
  resource.addPropertyOverride('DistributionConfig.ViewerCertificate', {
    IamCertificateId: certificateId,
    SslSupportMethod: 'sni-only',
    MinimumProtocolVersion: 'TLSv1.2_2021',
  });
}

function acknowledge(distribution: Distribution, inChina: boolean): void {
  const validations = Validations.of(distribution);
  validations.acknowledge(
    { id: 'AwsSolutions-CFR1', reason: 'A public register is public in every country.' },
    {
      id: 'AwsSolutions-CFR2',
      reason: 'Static files without any input: there is nothing for a web application firewall to protect.',
    },
    {
      id: 'AwsSolutions-CFR3',
      reason: 'Who reads the register is nobody’s business: readers’ addresses are not kept.',
    },
    {
      id: 'AwsSolutions-CFR4',
      reason:
        'A domain of one’s own gets TLS 1.2 (in China by an override that the check does not see); CloudFront’s own address comes with its own certificate and rules.',
    },
  );
  if (inChina)
    validations.acknowledge({
      id: 'AwsSolutions-CFR7',
      reason:
        'CloudFormation in China has no origin access control; the origin access identity does the same.',
    });
}
