// How a signature tells that it is the platform's word about a seal, and not a party's own signature.
import type { Way } from './way.ts';

/** The common name of such a signature's certificate. */
export const PLATFORM_NAME = '联签平台';

/**
 * Stands in the certificate where a party's has its 统一社会信用代码 (organizationIdentifier, 2.5.4.97): no such code
 * has this form, so no party can be taken for the platform, nor the platform for a party.
 */
const MARKS: Readonly<Record<Exclude<Way, 'link'>, string>> = {
  'wet-seal': 'lianqian:wet-seal',
  'e-seal': 'lianqian:e-seal',
};

/** In the place of a person's title: what the platform vouches for. */
const TITLES: Readonly<Record<Exclude<Way, 'link'>, string>> = {
  'wet-seal': '纸质盖章扫描件核对',
  'e-seal': '电子印章办理结果核验',
};

export function platformSubject(way: Exclude<Way, 'link'>, organization: string) {
  return { person: PLATFORM_NAME, organization, role: TITLES[way], organizationCode: MARKS[way] };
}

/** The way of signing that a certificate's subject tells of. */
export function wayOfSubject({ organizationCode }: { organizationCode: string }): Way {
  if (organizationCode === MARKS['wet-seal']) return 'wet-seal';
  return organizationCode === MARKS['e-seal'] ? 'e-seal' : 'link';
}
