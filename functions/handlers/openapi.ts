// The API's contract (OpenAPI 3.1.0), made from the form, the table of problems and the limits that the code itself uses.
import type { DocumentType } from '../domain/document-type.ts';
import { type JsonSchema, jsonSchema } from '../domain/form/json-schema.ts';
import { readForm } from '../domain/form/read-form.ts';
import { ROLES } from '../domain/party.ts';
import { WAY_NAMES, WAYS } from '../domain/way.ts';
import { MOST_ITEMS, STATUSES, USUAL_ITEMS } from './integration-query.ts';
import { PROBLEM_STATUS, type ProblemCode } from './problem.ts';

export interface Contract {
  /** The type that can be ordered. */
  type: DocumentType;
  /** Where clients get their tokens. */
  tokenUrl: string;
  /** `https://host/api` */
  server: string;
}

const EVERYWHERE: readonly ProblemCode[] = [
  'token.missing',
  'token.invalid',
  'scope.insufficient',
  'request.method',
  'request.failed',
  'issuer.unavailable',
];

export function openApi({ type, tokenUrl, server }: Contract) {
  return {
    openapi: '3.1.0',
    info: {
      title: '联签 API',
      version: '1.0.0',
      description:
        '供其他系统提交限期整改通知书、跟踪文书和下载 PDF。所有错误均为 application/problem+json，code 稳定不变。',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    tags: [
      { name: 'orders', description: '提交限期整改通知书' },
      { name: 'documents', description: '查询文书' },
      { name: 'contract', description: '本说明' },
    ],
    paths: {
      '/v1/rectification-orders': { post: createOrder(type) },
      '/v1/documents': { get: listDocuments() },
      '/v1/documents/{id}': { get: getDocument() },
      '/v1/documents/{id}/pdf': { get: getPdf() },
      '/openapi.json': { get: getContract() },
    },
    components: {
      securitySchemes: {
        client: {
          type: 'oauth2',
          description: '客户端凭据（RFC 6749 §4.4）；访问令牌为 JWT（RFC 9068）。',
          flows: {
            clientCredentials: {
              tokenUrl,
              scopes: {
                'orders:write': '提交限期整改通知书，存为草稿，由工作人员签发',
                'orders:issue': '提交后即行签发',
                'documents:read': '查询管辖范围内的文书',
              },
            },
          },
        },
      },
      schemas: {
        RectificationOrder: jsonSchema(type.form),
        ...SCHEMAS,
      },
    },
  };
}

/** The type's sample as a client would send it. */
function sampleJson(type: DocumentType): unknown {
  return readForm(type.form, type.sample, () => []).value;
}

function createOrder(type: DocumentType) {
  return {
    operationId: 'createRectificationOrder',
    tags: ['orders'],
    summary: '提交一份限期整改通知书',
    description:
      '默认存为草稿，由工作人员签发；有 orders:issue 权限的即行签发。同一 Idempotency-Key 和同一内容始终返回相同结果。',
    security: [{ client: ['orders:write'] }],
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: true,
        description: '本次请求的唯一标识，如一个 UUID；重试时不变',
        schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]{1,200}$' },
      },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          ...json('RectificationOrder')['application/json'],
          examples: { complete: { summary: '一份填写完整的通知书', value: sampleJson(type) } },
        },
      },
    },
    responses: {
      201: {
        description: '已收到；重复提交返回相同结果',
        headers: { Location: { description: '文书的地址', schema: { type: 'string' } } },
        content: json('OrderedDocument'),
      },
      ...problems(
        'idempotency.missing',
        'idempotency.invalid',
        'idempotency.conflict',
        ...[...PROBLEM_STATUS.keys()].filter((code) => code.startsWith('json.')),
        'request.too-large',
        'request.media-type',
        'order.invalid',
        'order.unprintable',
        'document.unreadable',
        'region.outside',
      ),
    },
  };
}

function listDocuments() {
  const parameter = (name: string, description: string, schema: JsonSchema) => ({
    name,
    in: 'query',
    description,
    schema,
  });
  return {
    operationId: 'listDocuments',
    tags: ['documents'],
    summary: '管辖范围内的文书，按起草时间倒序',
    security: [{ client: ['documents:read'] }],
    parameters: [
      parameter('status', '按状态筛选', { type: 'string', enum: STATUSES }),
      parameter('type', '按文书类型筛选', { type: 'string' }),
      parameter('cursor', '上一页返回的分页游标', { type: 'string' }),
      parameter('limit', '每页份数', {
        type: 'integer',
        minimum: 1,
        maximum: MOST_ITEMS,
        default: USUAL_ITEMS,
      }),
    ],
    responses: {
      200: { description: '一页文书', content: json('DocumentPage') },
      ...problems('query.invalid', 'cursor.unknown'),
    },
  };
}

function getDocument() {
  return {
    operationId: 'getDocument',
    tags: ['documents'],
    summary: '一份文书及其签署进度',
    security: [{ client: ['documents:read'] }],
    parameters: [ID_PARAMETER],
    responses: { 200: { description: '文书', content: json('Document') }, ...problems('document.unknown') },
  };
}

function getPdf() {
  return {
    operationId: 'getDocumentPdf',
    tags: ['documents'],
    summary: '文书当前的 PDF，含已有的签名',
    security: [{ client: ['documents:read'] }],
    parameters: [ID_PARAMETER],
    responses: {
      200: {
        description: 'PDF',
        headers: {
          'Repr-Digest': { description: 'SHA-256（RFC 9530）', schema: { type: 'string' } },
        },
        content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
      },
      ...problems('document.unknown', 'document.without-pdf'),
    },
  };
}

function getContract() {
  return {
    operationId: 'getContract',
    tags: ['contract'],
    summary: '本说明，无须令牌',
    security: [],
    responses: {
      200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
      ...byStatus(['request.method', 'request.failed', 'issuer.unavailable']),
    },
  };
}

const ID_PARAMETER = {
  name: 'id',
  in: 'path',
  required: true,
  description: '文书的 id',
  schema: { type: 'string' },
};

function json(schema: string) {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
}

function problems(...codes: ProblemCode[]) {
  return byStatus([...EVERYWHERE, ...codes]);
}

/** One response for each status, naming the codes that it can carry. */
function byStatus(codes: readonly ProblemCode[]) {
  const statuses = [...new Set(codes.map((code) => PROBLEM_STATUS.get(code)!))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const ofStatus = codes.filter((code) => PROBLEM_STATUS.get(code) === status);
      const schema = {
        allOf: [{ $ref: '#/components/schemas/Problem' }],
        properties: { code: { enum: ofStatus } },
      };
      return [
        status,
        { description: ofStatus.join(', '), content: { 'application/problem+json': { schema } } },
      ];
    }),
  );
}

const string = { type: 'string' } as const;
const instant = { type: 'string', format: 'date-time' } as const;
const object = (properties: Record<string, unknown>, ...optional: string[]) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
});

const LISTED = {
  id: string,
  type: string,
  status: { type: 'string', enum: STATUSES },
  number: { type: 'string', description: '文号或编号；签发后才有' },
  title: string,
  town: string,
  region: { type: 'string', description: '六位行政区划代码（GB/T 2260）' },
  createdAt: instant,
};

const SCHEMAS = {
  FieldNote: object({
    path: { type: 'string', description: '如 items.0.deadline；空为整体' },
    code: string,
    message: string,
  }),
  OrderedDocument: object({
    id: string,
    type: string,
    createdAt: instant,
    issue: { type: 'string', enum: ['requested', 'by-staff'] },
    warnings: {
      type: 'array',
      description: '提示：内容少见，请核对；不影响提交和签发',
      items: { $ref: '#/components/schemas/FieldNote' },
    },
    links: object({ self: string, pdf: string }),
  }),
  ListedDocument: object(LISTED, 'number'),
  DocumentPage: object(
    {
      items: { type: 'array', items: { $ref: '#/components/schemas/ListedDocument' } },
      cursor: { type: 'string', description: '还有下一页时才有' },
    },
    'cursor',
  ),
  Document: object(
    {
      ...LISTED,
      issuedOn: { type: 'string', format: 'date' },
      dueAt: { ...instant, description: '签署到此时截止' },
      publishedAt: instant,
      parties: {
        type: 'array',
        description: '签署或者签收这份文书的各方，一至三方；草稿为空',
        items: object(
          {
            role: { type: 'string', enum: ROLES },
            way: {
              type: 'string',
              enum: WAYS,
              description: `签署方式：${WAYS.map((way) => `${way} ${WAY_NAMES[way]}`).join('；')}`,
            },
            openedAt: instant,
            consentedAt: instant,
            signedAt: instant,
            declinedAt: instant,
          },
          'openedAt',
          'consentedAt',
          'signedAt',
          'declinedAt',
        ),
      },
      insufficient: {
        type: 'array',
        description: '签署方式不足以公示的各方：签署完成后不予公示',
        items: { type: 'string', enum: ROLES },
      },
      revisions: {
        type: 'array',
        description: '签发时和历次签署后的文件',
        items: object({
          sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
          signedBy: { type: 'array', items: { type: 'string', enum: ROLES } },
        }),
      },
      links: object({ self: string, pdf: string }, 'pdf'),
    },
    'number',
    'issuedOn',
    'dueAt',
    'publishedAt',
    'insufficient',
  ),
  Problem: object({
    type: { type: 'string', format: 'uri', description: 'urn:lianqian:problem:<code>' },
    title: string,
    status: { type: 'integer' },
    code: { type: 'string', enum: [...PROBLEM_STATUS.keys()] },
    detail: { type: 'string', description: '中文，说明应如何处理' },
    errors: {
      type: 'array',
      description: '有误的字段',
      items: { $ref: '#/components/schemas/FieldNote' },
    },
  }),
};
