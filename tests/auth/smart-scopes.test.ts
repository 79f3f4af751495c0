import { describe, expect, it } from 'vitest';
import { bothScopes, permits, readScopes, readSystemScopes, scopesInWords } from '../../src/auth/smart-scopes.js';

const words = (text: string): string => scopesInWords(readScopes(text));

describe('the scopes of a token', () => {
  it.each([
    ['system/Patient.read', 'system/Patient.rs'], ['system/Patient.cruds', 'system/Patient.rs'], ['system/Patient.cu', ''], ['system/Patient.write', ''],
    ['system/Encounter.cu', 'system/Encounter.cu'], ['system/Encounter.write', 'system/Encounter.cu'], ['system/Encounter.*', 'system/Encounter.crus'],
    ['system/Procedure.cruds', 'system/Procedure.crus'], ['system/ServiceRequest.c', ''], ['system/ServiceRequest.u', ''], ['system/*.cu', 'system/*.cu'],
    ['patient/Encounter.cu', ''], ['system/Encounter.uc', ''], ['system/Encounter.cu?x=y', ''],
  ])('%s is understood as "%s"', (text, understood) => {
    expect(words(text)).toBe(understood);
  });

  it('that are of who signed in narrow his token, and are none of a system that asks by itself', () => {
    expect([readScopes, readSystemScopes].map((read) => scopesInWords(read('user/Patient.rs system/Task.rs')))).toEqual(['system/Patient.rs system/Task.rs', 'system/Task.rs']);
    expect(readSystemScopes(`system/Task.rs ${'user/Patient.rs '.repeat(300)}`)).toEqual([]);
  });

  it('are what is asked and also held, to push as to read', () => {
    const both = (asked: string, held: string): string => scopesInWords(bothScopes(readScopes(asked), readScopes(held)));
    expect([both('system/Encounter.cu', 'system/*.rs'), both('system/Encounter.cruds', 'system/Encounter.rs'), both('system/*.cu', 'system/Encounter.cu system/Patient.rs')])
      .toEqual(['', 'system/Encounter.rs', 'system/Encounter.cu']);
    expect([permits(readScopes('system/*.rs'), 'Encounter', 'write'), permits(readScopes('system/*.cu'), 'Encounter', 'write'), permits(readScopes('system/*.cu'), 'Patient', 'read')])
      .toEqual([false, true, false]);
  });
});
