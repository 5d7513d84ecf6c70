// What S3 answered, of an error its client threw.
import { S3ServiceException } from '@aws-sdk/client-s3';

/** The HTTP status; undefined if the error did not come from S3. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
