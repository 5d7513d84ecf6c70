// What the terminal says when the system is ready: where to go, and as whom.
import { INTEGRATIONS, STAFF } from './demo-accounts.ts';
import type { Secrets } from './secrets.ts';

export async function announcement(place: {
  baseUrl: string;
  keysDirectory: string;
  inboxShown: boolean;
  secrets: Pick<Secrets, 'demoPassword'>;
}): Promise<string> {
  const { baseUrl, keysDirectory, inboxShown, secrets } = place;
  const accounts = await Promise.all(
    STAFF.map(
      async ({ id, organization, regionCode }) =>
        `  ${id.padEnd(8)} ${await secrets.demoPassword(id)}  ${organization}（${regionCode}）`,
    ),
  );
  return [
    `联签已启动：${baseUrl}/`,
    `控制台 ${baseUrl}/office · 公示目录 ${baseUrl}/public/${inboxShown ? ` · 演示邮箱 ${baseUrl}/mail` : ''}`,
    '演示账号、密码：',
    ...accounts,
    `接口客户端 ${INTEGRATIONS.monitoring.clientId}、${INTEGRATIONS.monitoringTrusted.clientId}，密钥见 ${keysDirectory}/client-*`,
    '按 Ctrl+C 停止。',
    '',
  ].join('\n');
}
