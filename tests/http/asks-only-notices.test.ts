import { expect, it } from 'vitest';
import { asksOnlyNotices } from '../../src/http/asks-only-notices.js';

const asks = (query: unknown) => asksOnlyNotices({ query });

it.each([
  '{ sealNotices(first: 10) { edges { node { id } } } }',
  '{ a: withdrawalNotices(first: 10) { edges { node { ...Told } } } emergencyAlerts(first: 10) { edges { cursor } } } fragment Told on WithdrawalNotice { id }',
  'mutation($input: AcknowledgeSealNoticeInput!) { acknowledgeSealNotice(input: $input) { noticeId } }',
  'query A { sealNotices(first: 1) { edges { cursor } } } mutation B { acknowledgeWithdrawalNotice(input: { noticeId: "x" }) { noticeId } }',
])('nothing but notices is asked by %s', (query) => {
  expect(asks(query)).toBe(true);
});

it.each([
  ['a case beside a notice', '{ sealNotices(first: 1) { edges { cursor } } case(id: "x") { id } }'],
  ['a case under the name of a notice', '{ sealNotices: case(id: "x") { id } }'],
  ['a case in an operation that need not be run', 'query A { sealNotices(first: 1) { edges { cursor } } } query B { case(id: "x") { id } }'],
  ['a fragment at the root', '{ ...F } fragment F on Query { sealNotices(first: 1) { edges { cursor } } case(id: "x") { id } }'],
  ['a fragment in line at the root', '{ ... on Query { case(id: "x") { id } } }'],
  ['a case that is left out', '{ sealNotices(first: 1) { edges { cursor } } case(id: "x") @skip(if: true) { id } }'],
  ['a mutation beside an acknowledgement', 'mutation { acknowledgeSealNotice(input: { noticeId: "x" }) { noticeId } forwardCase(input: {}) { permitted } }'],
  ['a query of a mutation\'s name', '{ acknowledgeSealNotice(input: { noticeId: "x" }) { noticeId } }'],
  ['who the caller is', '{ me { purpose } }'], ['the schema', '{ __schema { types { name } } }'], ['the name of the root', '{ __typename }'],
  ['a subscription', 'subscription { sealNotices(first: 1) { edges { cursor } } }'],
  ['a type', 'type Query { sealNotices: String }'], ['a fragment alone', 'fragment F on SealNotice { id }'],
  ['no document', '{ sealNotices('], ['nothing', ''], ['too long a document', `{ ${'sealNotices '.repeat(3_000)} }`],
  ['no text', { sealNotices: true }],
])('something else is asked by %s', (_, query) => {
  expect(asks(query)).toBe(false);
});

it.each([[null], [undefined], ['{ sealNotices }'], [[{ query: '{ sealNotices(first: 1) { edges { cursor } } }' }]], [{}]])('%j asks nothing that is understood', (body) => {
  expect(asksOnlyNotices(body)).toBe(false);
});
