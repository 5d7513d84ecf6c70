// Document numbers in DynamoDB: each number is an item that can be made once, by a conditional put.
//
// Item of a number:  pk `number#<series>`, sk the number in ten digits, documentId.
// Item of a holder:  pk `number-of#<documentId>`, sk the series, number: how a document finds its number again
//                    when many have come since.
//
// The two cannot be written at once (no transactions here), so whoever takes number n + 1 first writes the
// holder item of n. Hence: every number but the last of its series has its holder item, whoever crashed when.
// And hence the order of reading below. First the last number, L: if it is ours, done. Then our holder item: if
// we hold a number below L, that item was written before L was given, so it is found. Neither: we hold none up
// to L, and L + 1 can be ours only if nobody takes it first; then all begins again.

import { setTimeout as wait } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { NumberRegister } from '../ports/number-register.ts';
import { inTurn } from './in-turn.ts';

const DIGITS = 10;
const LONGEST_WAIT_MS = 200;
const ATTEMPTS = 1000;

interface Given {
  number: number;
  documentId: string;
}

export function dynamoNumberRegister(client: DynamoDBClient, table: string): NumberRegister {
  async function last(series: string): Promise<Given | undefined> {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: marshall({ ':pk': `number#${series}` }),
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: 1,
      }),
    );
    const item = Items[0] && unmarshall(Items[0]);
    return item && { number: Number(item.sk), documentId: item.documentId };
  }

  async function heldBy(documentId: string, series: string): Promise<number | undefined> {
    const key = marshall({ pk: `number-of#${documentId}`, sk: series });
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }),
    );
    return Item && unmarshall(Item).number;
  }

  /** The same whoever writes it and however often. */
  async function note(series: string, { number, documentId }: Given): Promise<void> {
    const item = marshall({ pk: `number-of#${documentId}`, sk: series, number });
    await client.send(new PutItemCommand({ TableName: table, Item: item }));
  }

  /** Whether the number was free. If the answer to a put is lost and the put repeated, it says no: `last` finds it. */
  async function take(series: string, { number, documentId }: Given): Promise<boolean> {
    const item = marshall({ pk: `number#${series}`, sk: String(number).padStart(DIGITS, '0'), documentId });
    const put = { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' };
    try {
      await client.send(new PutItemCommand(put));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async function reserve(series: string, documentId: string): Promise<number> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = await last(series);
      if (before?.documentId === documentId) return before.number;
      const held = before && (await heldBy(documentId, series));
      if (held !== undefined) return held;
      if (before) await note(series, before);
      const next = { number: (before?.number ?? 0) + 1, documentId };
      if (await take(series, next)) return next.number;
      // Many processes at once: spread them out, or all but one fail again and again.
      await wait(Math.random() * Math.min(2 ** attempt * 5, LONGEST_WAIT_MS));
    }
    throw new Error(`no number of series ${series} could be had`);
  }

  // Racing against oneself is only waste.
  const reserveInTurn = inTurn();
  return {
    reserve: (series, documentId) => reserveInTurn(series, () => reserve(series, documentId)),
  };
}
