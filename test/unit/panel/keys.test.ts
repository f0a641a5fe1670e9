import { describe, expect, test } from 'vitest';
import { commandOf, KEYS, type KeyPress } from '../../../src/panel/keys';

const press = (key: string, more: Partial<KeyPress> = {}) =>
  commandOf({ key, ctrl: false, meta: false, alt: false, shift: false, focus: 'list', ...more });

describe('single characters', () => {
  test.each(['/', '?', '1', 'n', 'p', 'c', 'C', 'r', 'd', 'e', '[', '}'])(
    '%s works in a list and in the diagnosis only',
    (key) => {
      expect(press(key)).not.toBeNull();
      expect(press(key, { focus: 'diagnosis' })).not.toBeNull();
      expect(press(key, { focus: 'field' })).toBeNull();
      expect(press(key, { focus: 'elsewhere' })).toBeNull();
    },
  );

  test('leave the browser’s own keys alone', () => {
    for (const key of ['c', 'r', 'p', 'n', '1']) {
      expect(press(key, { ctrl: true })).toBeNull();
      expect(press(key, { meta: true })).toBeNull();
      expect(press(key, { alt: true })).toBeNull();
    }
  });
});

test('Ctrl F, ⌘ F, Esc and F6 work everywhere', () => {
  for (const focus of ['list', 'diagnosis', 'field', 'elsewhere'] as const) {
    expect(press('f', { ctrl: true, focus })).toBe('filter');
    expect(press('f', { meta: true, focus })).toBe('filter');
    expect(press('Escape', { focus })).toBe('back');
    expect(press('F6', { focus })).toBe('next pane');
    expect(press('F6', { shift: true, focus })).toBe('previous pane');
  }
});

test('Enter goes from the list to the diagnosis, and stays Enter elsewhere', () => {
  expect(press('Enter')).toBe('diagnosis');
  expect(press('Enter', { focus: 'diagnosis' })).toBeNull();
  expect(press('Enter', { focus: 'elsewhere' })).toBeNull();
});

test('the list of keys names every single character there is', () => {
  const named = KEYS.flatMap(({ keys }) => keys.map((key) => (key === 'Shift C' ? 'C' : key)));
  const working = [...'/?1234npcCrde[]{}'].filter((key) => press(key) !== null);
  for (const key of working) expect(named).toContain(key);
});
