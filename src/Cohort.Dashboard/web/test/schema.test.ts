// @vitest-environment node
import openapiTS, { astToString, COMMENT_HEADER, type OpenAPI3 } from 'openapi-typescript';
import { expect, it } from 'vitest';
import description from '../openapi.json?raw';
import types from '../src/api/schema.ts?raw';

it('the types are made from the committed description of the API', async () => {
  const made = COMMENT_HEADER + astToString(await openapiTS(JSON.parse(description) as OpenAPI3));
  expect(types === made, "src/api/schema.ts is stale: run 'npm run types'").toBe(true);
});
